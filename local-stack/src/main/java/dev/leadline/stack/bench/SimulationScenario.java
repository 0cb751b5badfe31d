package dev.leadline.stack.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.EventCodec;
import dev.leadline.stack.bench.BenchReport.Machine;
import dev.leadline.stack.bench.ProcessUsage.Usage;
import dev.leadline.stack.local.SimulatorProcess;
import dev.leadline.stack.local.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Replays recorded leads by the policy that decided them, in the simulator's own process.
public final class SimulationScenario {
  private static final int LOOK_MS = 200;

  private final SimulatorProcess simulator;
  private final Path policy;

  /// @param policy a directory
  public SimulationScenario(SimulatorProcess simulator, Path policy) {
    this.simulator = simulator;
    this.policy = policy;
  }

  /// Measures one replay.
  ///
  /// @param told where the simulator writes its report
  /// @throws StackException when the recording cannot be replayed
  public SimulationReport run(Path recording, Path told) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        simulator.start(
            List.of(
                "--policy",
                policy.toString(),
                "--leads",
                recording.toString(),
                "--json",
                told.toString()));
    List<Usage> used = used(process);
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (process.exitValue() != 0) {
      throw new StackException("The recording '" + recording + "' cannot be replayed; see above");
    }
    JsonNode totals = EventCodec.mapper().readTree(told.toFile()).path("totals");
    return new SimulationReport(
        "simulation",
        Machine.here(),
        totals.path("leads").asLong(),
        totals.path("events").asLong(),
        Files.size(recording) / 1e6,
        totals.path("leads").asLong() - totals.path("unchanged").asLong(),
        seconds,
        used);
  }

  /// What it used up to the last look before its end.
  private static List<Usage> used(Process process) throws InterruptedException {
    ProcessUsage usage = new ProcessUsage(Map.of("simulator", process.pid()));
    List<Usage> used = usage.usage();
    while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
      usage.sample();
      List<Usage> now = usage.usage();
      used = process.isAlive() ? now : used;
    }
    return used;
  }
}
