package dev.leadline.stack.cli;

import dev.leadline.stack.local.StackStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells how the stack is.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells what runs where, with the access token and the local sources.")
final class StatusCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(names = "--json", description = "as JSON, for tools")
  private boolean json;

  @Override
  public void run() {
    StackStatus status = data.stack().status();
    spec.commandLine().getOut().print(json ? status.json() + "\n" : StatusText.of(status));
    spec.commandLine().getOut().flush();
  }
}
