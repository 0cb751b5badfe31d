package dev.leadline.stack.cli;

import dev.leadline.stack.bench.SimulationReport;
import dev.leadline.stack.bench.SimulationScenario;
import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.local.SimulatorProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures a simulation.
@Command(
    name = "simulation",
    mixinStandardHelpOptions = true,
    description = {
      "Makes up leads, records what policies/default decides of them, and measures how long it",
      "takes to replay them by the same policy. A million leads take 7.5 GB of disk meanwhile.",
      "Fails when a lead is decided otherwise than recorded."
    })
final class SimulationCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  @Option(
      names = "--leads",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "leads that are made up (default: ${DEFAULT-VALUE})")
  private int leads;

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description =
          "record them there and keep it, or replay what is there already; .gz compresses")
  private @Nullable Path kept;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("leadline-simulation");
    Path recording = kept == null ? folder.resolve("leads.jsonl") : kept;
    Path told = folder.resolve("report.json");
    try {
      SimulationReport report = measured(recording, told);
      json.write(report);
      PrintWriter out = spec.commandLine().getOut();
      out.print(BenchText.of(report));
      out.flush();
      return report.different() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    } finally {
      Files.deleteIfExists(told);
      Files.deleteIfExists(folder.resolve("leads.jsonl"));
      Files.delete(folder);
    }
  }

  private SimulationReport measured(Path recording, Path told)
      throws IOException, InterruptedException {
    PrintWriter progress = spec.commandLine().getErr();
    SimulatorProcess simulator = new SimulatorProcess(System.getenv(), progress::println);
    Path policy = Checkout.root().resolve("policies/default");
    if (!Files.exists(recording)) {
      progress.printf("making up %,d leads ...%n", leads);
      simulator.makeUp(policy, leads, recording);
    }
    return new SimulationScenario(simulator, policy).run(recording, told);
  }
}
