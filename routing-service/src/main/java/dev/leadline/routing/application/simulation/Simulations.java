package dev.leadline.routing.application.simulation;

import dev.leadline.routing.application.simulation.Simulation.State;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jboss.logging.Logger;

/// The simulations of this process: one at a time, and the reports of the last few for a while.
/// They are kept in memory, since they hold personal data, and end with the service.
@ApplicationScoped
public class Simulations {
  private static final Logger LOG = Logger.getLogger(Simulations.class);
  private static final int KEPT = 5;

  private final SimulatorConfig config;
  private final SimulatorCommand command;
  private final SimulationMetrics metrics;
  private final InstantSource clock;
  private final SequencedMap<UUID, Run> runs = new LinkedHashMap<>();

  Simulations(
      SimulatorConfig config,
      SimulatorCommand command,
      SimulationMetrics metrics,
      InstantSource clock) {
    this.config = config;
    this.command = command;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// What came of a wish to simulate.
  public sealed interface Answer {
    record Begun(Simulation simulation) implements Answer {}

    /// @param running what has to end before
    record Busy(Simulation running) implements Answer {}

    /// The service is not told where the simulator is.
    record NotOffered() implements Answer {}
  }

  /// Begins a simulation, unless one is running.
  ///
  /// @param by whose wish it is, for the log
  public synchronized Answer begin(UUID id, Trial trial, String by) {
    Optional<String> classPath = config.classPath();
    if (classPath.isEmpty()) {
      return new Answer.NotOffered();
    }
    Optional<Run> running = runs.values().stream().filter(Run::isRunning).findFirst();
    if (running.isPresent()) {
      return new Answer.Busy(running.get().shown());
    }
    Run run = run(id, trial, SimulatorProcess.start(command, classPath.get(), trial), by);
    runs.put(id, run);
    forgetOld();
    return new Answer.Begun(run.shown());
  }

  public synchronized Optional<Simulation> find(UUID id) {
    return Optional.ofNullable(runs.get(id)).map(Run::shown);
  }

  /// Removes a simulation with its report; one that runs is ended.
  ///
  /// @return whether there was one
  public boolean remove(UUID id) {
    Optional<Run> removed = take(id);
    removed.ifPresent(this::end);
    return removed.isPresent();
  }

  @Scheduled(every = "1m")
  synchronized void forgetOld() {
    Instant oldest = clock.instant().minus(config.keptFor());
    runs.values().removeIf(run -> run.endedBefore(oldest));
    List<UUID> latest = runs.sequencedKeySet().reversed().stream().limit(KEPT).toList();
    runs.keySet().retainAll(latest);
  }

  @PreDestroy
  synchronized void stop() {
    runs.values().forEach(this::end);
    runs.clear();
  }

  private Run run(UUID id, Trial trial, SimulatorProcess process, String by) {
    LOG.infof(
        "Simulation begun id=%s policy=%s by=\"%s\" pid=%d",
        id, trial.policy().version(), by, process.pid());
    return new Run(id, trial, process, config, clock, this::ended);
  }

  private synchronized Optional<Run> take(UUID id) {
    return Optional.ofNullable(runs.remove(id));
  }

  private void end(Run run) {
    if (run.isRunning()) {
      run.cancel();
      metrics.count("cancelled");
      LOG.infof("Simulation cancelled id=%s", run.shown().id());
    }
  }

  private void ended(Simulation simulation) {
    Duration took = Duration.between(simulation.begunAt(), clock.instant());
    switch (simulation.state()) {
      case State.Failed(_, String why) -> {
        metrics.count("failed");
        LOG.warnf("Simulation failed id=%s took=%s why=\"%s\"", simulation.id(), took, why);
      }
      case State.Done _ -> {
        metrics.count("done");
        LOG.infof("Simulation done id=%s took=%s", simulation.id(), took);
      }
      case State.Running _ -> throw new IllegalStateException("It runs: " + simulation.id());
    }
  }
}
