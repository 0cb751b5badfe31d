package dev.leadline.stack.cli;

import dev.leadline.stack.infra.StartException;
import dev.leadline.stack.local.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The one command.
@Command(
    name = "leadline",
    mixinStandardHelpOptions = true,
    version = "leadline 1.0",
    description =
        "Takes leads, decides what each is worth, who gets it and by when, and proves why.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Also: './leadline test' builds everything and runs every test.",
      "Exit codes: 0 fine, 1 failed, 2 misused."
    },
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      PolicyCommand.class,
      ClockCommand.class,
      AuditCommand.class,
      DeadLettersCommand.class,
      BenchCommand.class,
      DemoCommand.class,
      ScorecardCommand.class
    })
public final class Leadline implements Runnable {
  @Spec private CommandSpec spec;

  private Leadline() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /// The command line as `main` runs it.
  static CommandLine commandLine() {
    return new CommandLine(new Leadline())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Leadline::failed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /// What was foreseen is said in a sentence; what was not, with its stack.
  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    switch (failure) {
      case StackException foreseen -> command.getErr().println(foreseen.getMessage());
      case StartException foreseen -> command.getErr().println(foreseen.getMessage());
      default -> failure.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
