package dev.leadline.scoring.application;

import dev.leadline.events.AboutLead;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.messaging.Transaction;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Scores the leads of a batch: one look at the store, every event folded in order, one score told
/// a lead, and only where it changed.
@ApplicationScoped
public class ScoreLeads {
  private final ScoredLeads leads;
  private final Announcer announcer;
  private final Supplier<Policy> policy;
  private final InstantSource clock;

  ScoreLeads(ScoredLeads leads, Announcer announcer, Supplier<Policy> policy, InstantSource clock) {
    this.leads = leads;
    this.announcer = announcer;
    this.policy = policy;
    this.clock = clock;
  }

  /// Decides events of the intake topic, in order.
  ///
  /// @param chain the audit chain of the partition that they come from
  public void decide(List<Envelope<?>> events, String chain, Transaction transaction)
      throws SQLException {
    Policy current = policy.get();
    ScoringDecider decider = new ScoringDecider(current);
    BatchOfLeads batch = new BatchOfLeads(leads.lock(transaction, concerned(events)));
    events.forEach(event -> fold(event, decider, batch));
    leads.erase(transaction, batch.erased());
    leads.insert(transaction, batch.toInsert());
    leads.update(transaction, batch.toUpdate());
    announcer.announce(news(batch, decider, current.version()), chain, transaction);
  }

  private static Set<LeadId> concerned(List<Envelope<?>> events) {
    Set<LeadId> ids = new TreeSet<>();
    for (Envelope<?> envelope : events) {
      switch (ofIntake(envelope)) {
        case LeadsMerged merged -> {
          ids.add(merged.survivor());
          ids.add(merged.absorbed());
        }
        case AboutLead about -> ids.add(about.lead().id());
        case LeadErased erased -> ids.add(erased.id());
        case ExceptionEvent _ -> {}
      }
    }
    return ids;
  }

  private static void fold(Envelope<?> envelope, ScoringDecider decider, BatchOfLeads batch) {
    switch (ofIntake(envelope)) {
      case LeadCaptured captured -> learned(captured.lead(), envelope, decider, batch);
      case LeadChanged changed -> learned(changed.lead(), envelope, decider, batch);
      case CrmUpdated updated -> learned(updated.lead(), envelope, decider, batch);
      case ActivityRecorded activity -> acted(activity, envelope, decider, batch);
      case LeadsMerged merged -> merged(merged, envelope, decider, batch);
      case LeadErased erased -> batch.erase(erased.id());
      case ExceptionEvent _ -> {}
    }
  }

  /// An event of another topic has no business here and ends among the dead letters.
  private static IntakeEvent ofIntake(Envelope<?> envelope) {
    return IntakeEvent.class.cast(envelope.event());
  }

  private static void learned(
      LeadSnapshot snapshot, Envelope<?> envelope, ScoringDecider decider, BatchOfLeads batch) {
    ScoredLead before = batch.lead(snapshot.id());
    batch.put(decider.learned(before, snapshot, envelope.recordedAt()), envelope, List.of());
  }

  private static void acted(
      ActivityRecorded activity, Envelope<?> envelope, ScoringDecider decider, BatchOfLeads batch) {
    ScoringDecider.Active active =
        decider.acted(
            batch.lead(activity.lead().id()),
            activity,
            envelope.id(),
            envelope.time(),
            envelope.recordedAt());
    batch.put(active.lead(), envelope, active.because());
  }

  private static void merged(
      LeadsMerged merged, Envelope<?> envelope, ScoringDecider decider, BatchOfLeads batch) {
    Instant recordedAt = envelope.recordedAt();
    if (merged.toldToAbsorbed()) {
      ScoredLead before = batch.lead(merged.absorbed());
      batch.put(
          decider.ended(before, merged.lead(), merged.survivor(), recordedAt), envelope, List.of());
    } else {
      learned(merged.lead(), envelope, decider, batch);
    }
    ScoredLead survivor = batch.lead(merged.survivor());
    ScoredLead absorbed = batch.lead(merged.absorbed());
    if (survivor != null && absorbed != null) {
      batch.put(decider.tookOver(survivor, absorbed, recordedAt), envelope, List.of());
    }
  }

  private List<Announcer.News> news(BatchOfLeads batch, ScoringDecider decider, String version) {
    Instant now = clock.instant();
    List<Announcer.News> news = new ArrayList<>();
    for (BatchOfLeads.Progress progress : batch.touched()) {
      ScoredLead lead = progress.lead();
      ScoredLead before = batch.before(lead.id());
      Envelope<?> cause = progress.cause();
      if (cause != null && !lead.isEnded() && lead.tellsMoreThan(before)) {
        var event =
            Announcer.event(
                decider, lead, before == null ? null : before.score(), progress.because());
        news.add(
            new Announcer.News(lead, cause.causing(event, Announcer.SERVICE, 0, now, version)));
      }
    }
    return news;
  }
}
