package dev.leadline.simulator.replay;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.LifecycleEvent;
import dev.leadline.lifecycle.application.BatchOfLeads;
import dev.leadline.lifecycle.application.Cause;
import dev.leadline.lifecycle.application.FunnelDecider;
import dev.leadline.lifecycle.stage.Ask;
import dev.leadline.lifecycle.stage.StageMachine;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.policy.Policy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Moves leads through the funnel as the lifecycle service does.
final class LifecycleReplay {
  private final Policy policy;
  private final StageMachine machine;

  LifecycleReplay(Policy policy) {
    this.policy = policy;
    this.machine = new StageMachine(policy);
  }

  /// Decides an event.
  List<Envelope<? extends LifecycleEvent>> decide(
      Life life, Envelope<?> event, Instant now, Lives lives) {
    Cause cause = new Cause.OfEvent(event, now, policy.version());
    Map<LeadId, Standing> known = new HashMap<>();
    if (event.event() instanceof LeadsMerged merged) {
      Life survivor = lives.known(merged.survivor());
      if (survivor != null && survivor.staged != null) {
        known.put(survivor.id, survivor.staged);
      }
    }
    return decided(life, known, decider -> decider.fold(event, cause));
  }

  /// Somebody asks for a stage.
  List<Envelope<? extends LifecycleEvent>> ask(Life life, Ask ask, UUID request, Instant now) {
    return life.staged instanceof StagedLead lead
        ? decided(life, new HashMap<>(), decider -> decider.ask(lead, ask, itself(request, now)))
        : List.of();
  }

  /// Ends a rest that is over.
  List<Envelope<? extends LifecycleEvent>> wake(Life life, Instant now) {
    Instant over = restsUntil(life);
    return over == null || over.isAfter(now) || !(life.staged instanceof StagedLead lead)
        ? List.of()
        : decided(
            life, new HashMap<>(), decider -> decider.rested(lead, itself(life.id.value(), now)));
  }

  /// Until when a lead rests; null when it does not.
  @Nullable Instant restsUntil(Life life) {
    return life.staged instanceof StagedLead lead ? lead.restsUntil() : null;
  }

  private Cause itself(UUID id, Instant now) {
    return new Cause.OfItself(id, now, now, policy.version());
  }

  private List<Envelope<? extends LifecycleEvent>> decided(
      Life life, Map<LeadId, Standing> known, Consumer<FunnelDecider> question) {
    if (life.staged != null) {
      known.put(life.id, life.staged);
    }
    BatchOfLeads batch = new BatchOfLeads(known);
    FunnelDecider decider = new FunnelDecider(policy, machine, batch);
    question.accept(decider);
    life.staged = batch.standing(life.id);
    return decider.told().events();
  }
}
