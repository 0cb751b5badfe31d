package dev.leadline.stack.cli;

import dev.leadline.stack.bench.Bench;
import dev.leadline.stack.bench.Bench.Scenario;
import dev.leadline.stack.bench.BenchReport;
import dev.leadline.stack.local.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures the stack.
@Command(
    name = "bench",
    subcommands = {ClocksCommand.class, SimulationCommand.class},
    mixinStandardHelpOptions = true,
    description = {
      "Measures the stack from outside: into the running one, or one that it starts and stops,",
      "for leads with the optimising compiler, as a service runs that stays up.",
      "Fails when a lead that was accepted is not assigned, or is assigned twice."
    },
    footer = {
      "",
      "Scenarios:",
      "  leads   signed webhooks in, assigned leads out, at a rate that does not wait for answers",
      "  idle    the same at two leads a second: how long one lead takes",
      "  clocks  a million open clocks, two SLA monitors of which one is killed;",
      "          its own options: ./leadline bench clocks --help",
      "  simulation  a million recorded leads replayed;",
      "          its own options: ./leadline bench simulation --help",
      "",
      "Leads of a run stay in the data; measure into a data directory of their own with --data."
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;
  @Mixin private DataOption data;

  @Parameters(
      arity = "0..1",
      defaultValue = "LEADS",
      paramLabel = "SCENARIO",
      description = "leads or idle (default: leads)")
  private Scenario scenario;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "leads a second (default: 1000; idle 2)")
  private @Nullable Double rate;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "how long to measure (default: 60; idle 30)")
  private @Nullable Integer seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "60",
      description = "seconds before that are not measured (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    LocalStack stack = scenario == Scenario.LEADS ? data.stack().fullyCompiled() : data.stack();
    try (var _ = stack.borrow()) {
      BenchReport report =
          Bench.run(
              Measured.stack(stack.status()),
              scenario,
              rate == null ? scenario.perSecond() : rate,
              seconds == null ? scenario.length() : Duration.ofSeconds(seconds),
              Duration.ofSeconds(warmUp),
              spec.commandLine().getErr()::println);
      json.write(report);
      out.print(BenchText.of(report));
      out.flush();
      return report.lost() == 0 && report.twice() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }
}
