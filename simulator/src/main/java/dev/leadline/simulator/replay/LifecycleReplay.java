package dev.leadline.simulator.replay;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventTypes;
import dev.leadline.events.LifecycleEvent;
import dev.leadline.events.StageEntered;
import dev.leadline.lifecycle.application.BatchOfLeads;
import dev.leadline.lifecycle.application.Cause;
import dev.leadline.lifecycle.application.FunnelDecider;
import dev.leadline.lifecycle.stage.Ask;
import dev.leadline.lifecycle.stage.StageMachine;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Moves leads through the funnel as the lifecycle service does.
final class LifecycleReplay {
  /// A rest that nothing ends before is ended so much later.
  static final Duration SETTLING = Duration.ofMinutes(1);

  private final Policy policy;
  private final StageMachine machine;

  LifecycleReplay(Policy policy) {
    this.policy = policy;
    this.machine = new StageMachine(policy);
  }

  /// Decides an event.
  List<Envelope<? extends LifecycleEvent>> decide(Life life, Envelope<?> event, Instant now) {
    Cause cause = new Cause.OfEvent(event, now, policy.version());
    return decided(life, decider -> decider.fold(event, cause));
  }

  /// Whether an event would make the service say something now.
  boolean says(Life life, Envelope<?> event, Instant now) {
    Standing before = life.staged;
    boolean says = !decide(life, event, now).isEmpty();
    life.staged = before;
    return says;
  }

  /// Somebody asks for a stage.
  List<Envelope<? extends LifecycleEvent>> ask(Life life, Ask ask, UUID request, Instant now) {
    return life.staged instanceof StagedLead lead
        ? decided(life, decider -> decider.ask(lead, ask, itself(request, now)))
        : List.of();
  }

  /// Ends a rest that is over.
  List<Envelope<? extends LifecycleEvent>> wake(Life life, Instant now) {
    Instant over = restsUntil(life);
    return over == null || over.isAfter(now) || !(life.staged instanceof StagedLead lead)
        ? List.of()
        : decided(life, decider -> decider.rested(lead, itself(life.id.value(), now)));
  }

  /// Until when a lead rests; null when it does not.
  @Nullable Instant restsUntil(Life life) {
    return life.staged instanceof StagedLead lead ? lead.restsUntil() : null;
  }

  /// The id of what is said first when the rest of a lead ends by itself.
  static Optional<UUID> endOfRest(Life life) {
    return life.staged instanceof StagedLead lead
        ? Optional.of(
            DerivedIds.derive(
                DerivedIds.derive(lead.id().value(), "rested:" + lead.stage(), lead.visit()),
                "lifecycle:" + EventTypes.nameOf(StageEntered.class),
                0))
        : Optional.empty();
  }

  private Cause itself(UUID id, Instant now) {
    return new Cause.OfItself(id, now, now, policy.version());
  }

  private List<Envelope<? extends LifecycleEvent>> decided(
      Life life, Consumer<FunnelDecider> question) {
    BatchOfLeads batch =
        new BatchOfLeads(life.staged == null ? Map.of() : Map.of(life.id, life.staged));
    FunnelDecider decider = new FunnelDecider(policy, machine, batch);
    question.accept(decider);
    life.staged = batch.standing(life.id);
    return decider.told().events();
  }
}
