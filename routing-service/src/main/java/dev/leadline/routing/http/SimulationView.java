package dev.leadline.routing.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.leadline.routing.application.simulation.Simulation;
import dev.leadline.routing.application.simulation.Simulation.State;
import dev.leadline.routing.application.simulation.Trial;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A simulation as people and tools see it.
///
/// @param state `running`, `done` or `failed`
/// @param policy the version of the policy that is tried
/// @param against the version that it is compared with; null for what was recorded
/// @param recordedEvents that were read from the topics so far, while it runs
/// @param percent that was simulated so far, while it runs; 0 while topics are read
/// @param reason why it failed
/// @param report what `./leadline policy simulate --json` writes, when it is done
public record SimulationView(
    UUID id,
    String state,
    String policy,
    @Nullable String against,
    @Nullable Instant from,
    @Nullable Instant to,
    Instant begunAt,
    @Nullable Instant endedAt,
    @Nullable Long recordedEvents,
    @Nullable Integer percent,
    @Nullable String reason,
    @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable String report) {

  static SimulationView of(Simulation simulation) {
    return switch (simulation.state()) {
      case State.Running(long events, int percent) ->
          of(simulation, "running", null, events, percent, null, null);
      case State.Done(Instant at, String json, _) ->
          of(simulation, "done", at, null, null, null, json);
      case State.Failed(Instant at, String why) ->
          of(simulation, "failed", at, null, null, why, null);
    };
  }

  private static SimulationView of(
      Simulation simulation,
      String state,
      @Nullable Instant endedAt,
      @Nullable Long events,
      @Nullable Integer percent,
      @Nullable String reason,
      @Nullable String report) {
    Trial trial = simulation.trial();
    Trial.Side against = trial.against();
    return new SimulationView(
        simulation.id(),
        state,
        trial.policy().version(),
        against == null ? null : against.version(),
        trial.from(),
        trial.to(),
        simulation.begunAt(),
        endedAt,
        events,
        percent,
        reason,
        report);
  }
}
