package dev.leadline.routing.application.simulation;

import dev.leadline.routing.application.simulation.Simulation.State;
import dev.leadline.routing.application.simulation.Simulation.State.Done;
import dev.leadline.routing.application.simulation.Simulation.State.Failed;
import dev.leadline.routing.application.simulation.Simulation.State.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;

/// One simulation, followed from the start of its process until its report is read.
final class Run {
  private static final int DONE = 0;
  private static final int OUT_OF_MEMORY = 3;

  private final UUID id;
  private final Trial trial;
  private final SimulatorProcess process;
  private final SimulatorConfig config;
  private final InstantSource clock;
  private final Instant begunAt;
  private final Thread follower;
  private volatile State state = Running.BEGUN;
  private volatile boolean cancelled;

  /// @param ended told what came of it, unless it was cancelled
  Run(
      UUID id,
      Trial trial,
      SimulatorProcess process,
      SimulatorConfig config,
      InstantSource clock,
      Consumer<Simulation> ended) {
    this.id = id;
    this.trial = trial;
    this.process = process;
    this.config = config;
    this.clock = clock;
    this.begunAt = clock.instant();
    this.follower = Thread.ofVirtual().name("leadline-simulation").start(() -> follow(ended));
  }

  Simulation shown() {
    return new Simulation(id, trial, begunAt, state);
  }

  boolean isRunning() {
    return state instanceof Running;
  }

  /// Whether it ended before that instant.
  boolean endedBefore(Instant instant) {
    return switch (state) {
      case Running _ -> false;
      case Done(var at, _, _) -> at.isBefore(instant);
      case Failed(var at, _) -> at.isBefore(instant);
    };
  }

  /// Ends it; returns when its process and files are gone.
  void cancel() {
    cancelled = true;
    process.kill();
    try {
      follower.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(Consumer<Simulation> ended) {
    State outcome;
    try (process) {
      outcome = outcome(process.await(config.timeLimit(), this::hear));
    } catch (IOException | UncheckedIOException unreadable) {
      outcome = failed("The simulator left no report that can be read: " + unreadable.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      outcome = failed("The simulation was interrupted");
    }
    state = outcome;
    if (!cancelled) {
      ended.accept(shown());
    }
  }

  private void hear(String line) {
    if (state instanceof Running running) {
      state = running.after(line);
    }
  }

  private State outcome(OptionalInt exit) throws IOException {
    if (exit.isEmpty()) {
      return failed(
          "The simulation was not done within %s, which leadline.simulator.time-limit allows"
              .formatted(config.timeLimit()));
    }
    return switch (exit.getAsInt()) {
      case DONE -> new Done(clock.instant(), process.json(), process.html());
      case OUT_OF_MEMORY ->
          failed(
              "The simulator needs more memory than the %d MiB that leadline.simulator.heap allows"
                  .formatted(config.heap().asLongValue() >> 20));
      default ->
          failed(
              "The simulator ended with exit code %d: %s"
                  .formatted(exit.getAsInt(), process.lastWords()));
    };
  }

  private Failed failed(String why) {
    return new Failed(clock.instant(), why);
  }
}
