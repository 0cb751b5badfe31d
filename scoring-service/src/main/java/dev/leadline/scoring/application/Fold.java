package dev.leadline.scoring.application;

import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.scoring.lead.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Folds what happened into the leads of a batch, and keeps what there is to tell of it.
public final class Fold {
  private final ScoringDecider decider;
  private final BatchOfLeads batch;
  private final News news;
  private final Instant now;

  public Fold(ScoringDecider decider, BatchOfLeads batch, News news, Instant now) {
    this.decider = decider;
    this.batch = batch;
    this.news = news;
    this.now = now;
  }

  /// Scores the leads anew that another policy scored, before anything else happens to them.
  void rescore() {
    for (ScoredLead lead : List.copyOf(batch.stored())) {
      if (decider.isOutdated(lead)) {
        Step step = Rescoring.rescored(lead, batch.history(lead.id()), decider, now);
        news.policyChanged(step);
        batch.put(step.after());
      }
    }
  }

  public void event(Envelope<?> envelope) {
    switch (ScoreLeads.ofIntake(envelope)) {
      case LeadCaptured captured -> learned(captured.lead(), envelope);
      case LeadChanged changed -> learned(changed.lead(), envelope);
      case CrmUpdated updated -> learned(updated.lead(), envelope);
      case ActivityRecorded activity -> acted(activity, envelope);
      case LeadsMerged merged -> merged(merged, envelope);
      case LeadErased erased -> batch.erase(erased.id());
      case ExceptionEvent _ -> {}
    }
  }

  private void learned(LeadSnapshot snapshot, Envelope<?> envelope) {
    ScoredLead before = batch.lead(snapshot.id());
    if (before == null || !before.isEnded()) {
      decided(informed(before, snapshot, envelope), envelope);
    }
  }

  private void acted(ActivityRecorded recorded, Envelope<?> envelope) {
    LeadId id = recorded.lead().id();
    ScoredLead before = batch.lead(id);
    if (before != null && before.isEnded()) {
      return;
    }
    List<Step> steps = new ArrayList<>(informed(before, recorded.lead(), envelope));
    ScoredLead lead = steps.isEmpty() ? before : steps.getLast().after();
    Happening acted =
        new Happening.Acted(
            id, envelope.id(), recorded.activity(), happenedAt(envelope), instant(lead, envelope));
    batch.remember(acted);
    steps.addAll(decider.happened(lead, acted));
    decided(steps, envelope);
  }

  /// What a snapshot that comes with an event changes; nothing where it is not newer.
  private List<Step> informed(
      @Nullable ScoredLead before, LeadSnapshot snapshot, Envelope<?> envelope) {
    if (before != null && !before.isOlderThan(snapshot)) {
      return List.of();
    }
    Happening learned = new Happening.Learned(snapshot, instant(before, envelope));
    batch.remember(learned);
    return decider.happened(before, learned);
  }

  /// Both leads are told. Whichever comes first, the survivor stands for what both of them did as
  /// soon as the other is known to have ended.
  private void merged(LeadsMerged merged, Envelope<?> envelope) {
    lookAgain(merged.lead().id(), envelope);
    ScoredLead told = batch.lead(merged.lead().id());
    if (told == null || !told.isEnded()) {
      if (told == null || told.isOlderThan(merged.lead())) {
        batch.remember(new Happening.Learned(merged.lead(), instant(told, envelope)));
      }
      if (merged.toldToAbsorbed()) {
        batch.end(decider.ended(told, merged.lead(), merged.survivor(), recordedAt(envelope)));
      }
    }
    LeadId survivor = batch.survivorOf(merged.survivor());
    lookAgain(survivor, envelope);
    ScoredLead before = batch.lead(survivor);
    batch
        .history(survivor)
        .replay(decider, Instant.MAX)
        .map(replayed -> decider.rebuilt(before, replayed, recordedAt(envelope)))
        .ifPresent(step -> decided(List.of(step), envelope));
  }

  /// Makes the looks that were due before, as a timer would have that came first.
  private void lookAgain(LeadId id, Envelope<?> envelope) {
    ScoredLead lead = batch.lead(id);
    if (lead != null && !lead.isEnded()) {
      decided(decider.lookedAgain(lead, recordedAt(envelope)), envelope);
    }
  }

  private void decided(List<Step> steps, Envelope<?> envelope) {
    if (!steps.isEmpty()) {
      batch.put(steps.getLast().after());
      news.because(envelope, steps);
    }
  }

  private static Instant instant(@Nullable ScoredLead lead, Envelope<?> envelope) {
    return lead == null ? recordedAt(envelope) : lead.instantOf(recordedAt(envelope));
  }

  /// A clock that is ahead counts as the time of recording.
  private static Instant happenedAt(Envelope<?> envelope) {
    Instant happened = envelope.time().truncatedTo(ChronoUnit.MICROS);
    Instant recorded = recordedAt(envelope);
    return happened.isAfter(recorded) ? recorded : happened;
  }

  /// As exact as it can be stored, so that a lead is the same after it was.
  private static Instant recordedAt(Envelope<?> envelope) {
    return envelope.recordedAt().truncatedTo(ChronoUnit.MICROS);
  }
}
