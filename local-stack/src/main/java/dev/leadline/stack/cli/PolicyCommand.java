package dev.leadline.stack.cli;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.describe.PolicyDocument;
import dev.leadline.policy.load.PolicyLoader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Looks at policies.
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Looks at policies.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PolicyCommand.Check.class, PolicyCommand.Describe.class, SimulateCommand.class})
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /// Says whether a policy can be used.
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Shows everything that is wrong with a policy, or its version when nothing is.")
  static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the policy directory")
    private Path directory;

    @Override
    public Integer call() {
      return switch (load(spec, directory)) {
        case PolicyLoad.Loaded(var policy, var warnings) -> {
          print(warnings);
          spec.commandLine().getOut().println("policy " + policy.version() + " can be used");
          yield ExitCode.OK;
        }
        case PolicyLoad.Rejected(var issues) -> {
          print(issues);
          yield ExitCode.SOFTWARE;
        }
      };
    }

    private void print(List<PolicyIssue> issues) {
      PrintWriter out = spec.commandLine().getOut();
      issues.forEach(out::println);
    }
  }

  /// Writes a policy down for people.
  @Command(
      name = "describe",
      mixinStandardHelpOptions = true,
      description =
          "Writes a policy as Markdown with Mermaid graphs: what lets a lead enter and leave each"
              + " stage, how leads are scored, and who gets them.")
  static final class Describe implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the policy directory")
    private Path directory;

    @Override
    public Integer call() {
      return switch (load(spec, directory)) {
        case PolicyLoad.Loaded(var policy, _) -> {
          spec.commandLine().getOut().print(PolicyDocument.of(policy));
          yield ExitCode.OK;
        }
        case PolicyLoad.Rejected(var issues) -> {
          issues.forEach(spec.commandLine().getErr()::println);
          yield ExitCode.SOFTWARE;
        }
      };
    }
  }

  private static PolicyLoad load(CommandSpec spec, Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new ParameterException(
          spec.commandLine(), "Policy directory '" + directory + "' is not there");
    }
    return PolicyLoader.load(directory);
  }
}
