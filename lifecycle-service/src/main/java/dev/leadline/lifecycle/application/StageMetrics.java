package dev.leadline.lifecycle.application;

import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.LifecycleEvent;
import dev.leadline.events.StageEntered;
import dev.leadline.events.TransitionRefused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/// Counts moves and refusals.
@ApplicationScoped
public class StageMetrics {
  private final MeterRegistry registry;

  StageMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /// Counts what was told: `leadline_stage_entered_total`, `leadline_transitions_refused_total` and
  /// `leadline_exceptions_total`.
  public void count(Told told) {
    for (Envelope<? extends LifecycleEvent> envelope : told.events()) {
      switch (envelope.event()) {
        case StageEntered entered ->
            count(
                "leadline.stage.entered",
                "Stages entered, by where the lead came from",
                "stage",
                entered.stage(),
                "from",
                Objects.requireNonNullElse(entered.from(), "none"));
        case TransitionRefused refused ->
            count(
                "leadline.transitions.refused",
                "Moves that were asked for and not made, by who asked",
                "actor",
                refused.actor().kind().name());
        case ExceptionRaised raised ->
            count(
                "leadline.exceptions",
                "Exceptions raised for a person",
                "reason",
                raised.reason().name(),
                "service",
                raised.service());
        case ExceptionResolved _ -> {}
      }
    }
  }

  private void count(String name, String description, String... tags) {
    Counter.builder(name).description(description).tags(tags).register(registry).increment();
  }
}
