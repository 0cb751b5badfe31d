package dev.leadline.stack.cli;

import dev.leadline.stack.local.LocalStack;
import dev.leadline.stack.local.SimulatorProcess;
import dev.leadline.stack.local.StackStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// Tries a policy on recorded leads, in a process of its own: the simulator has the classes of the
/// services, which the command has not.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Replays recorded leads by a policy and tells what would differ: who gains and loses leads,"
          + " which rules are responsible, and why, lead by lead.",
      "",
      "  --policy DIR    the policy to try",
      "  --against DIR   compare with this policy (default: with what was recorded)",
      "  --leads FILE    a recording (default: the topics of the running stack)",
      "  --from T --to T leads captured in that time, such as 2026-11-21T00:00:00Z",
      "  --save FILE     keep the recording of the running stack; .gz compresses it",
      "  --json FILE     write the report there as JSON",
      "  --html FILE     write the report there as a page that needs nothing else",
      ""
    })
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() {
    LocalStack stack = data.stack();
    List<String> arguments = new ArrayList<>(options);
    if (arguments.stream().noneMatch(one -> one.startsWith("--leads"))) {
      StackStatus status = stack.status();
      if (status.kafka().pid() != null) {
        arguments.addAll(List.of("--bootstrap", status.kafka().bootstrap()));
        arguments.addAll(List.of("--routing-database", SimulatorProcess.routingDatabase(status)));
      }
    }
    return new SimulatorProcess(System.getenv(), spec.commandLine().getErr()::println)
        .run(arguments);
  }
}
