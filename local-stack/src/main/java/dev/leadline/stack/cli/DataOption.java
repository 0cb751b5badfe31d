package dev.leadline.stack.cli;

import dev.leadline.stack.local.DataDirectory;
import dev.leadline.stack.local.LocalStack;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// Which local stack a command is about.
final class DataOption {
  @Spec(Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where the stack keeps its data (default: .leadline in the checkout)")
  private @Nullable Path folder;

  /// The stack, its progress told on standard error.
  LocalStack stack() {
    DataDirectory data = folder == null ? DataDirectory.ofCheckout() : new DataDirectory(folder);
    return new LocalStack(data, System.getenv(), mixee.commandLine().getErr()::println);
  }
}
