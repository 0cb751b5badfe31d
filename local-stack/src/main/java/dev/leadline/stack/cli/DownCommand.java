package dev.leadline.stack.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Stops the stack.
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description =
        "Stops the stack in order, or what is left of one that ended badly. The data stays.")
final class DownCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Override
  public void run() {
    if (!data.stack().down()) {
      spec.commandLine().getErr().println("Nothing was running.");
    }
  }
}
