package dev.leadline.sla.application;

import static dev.leadline.sla.clock.ClockDecider.SERVICE;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.LeadId;
import dev.leadline.events.Topics;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.application.StuckLeads.Stuck;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Raises STUCK for leads that nothing was decided on within a bound, and resolves it when they
/// move after all.
@ApplicationScoped
public class WatchLeads {
  private final StuckLeads stuck;
  private final Transactions transactions;
  private final ActivePolicy policies;
  private final MeterRegistry meters;
  private final InstantSource time;
  private final Duration bound;
  private final Sparing sparing;

  WatchLeads(
      StuckLeads stuck,
      Transactions transactions,
      ActivePolicy policies,
      MeterRegistry meters,
      InstantSource time,
      @ConfigProperty(name = "leadline.sla.stuck-after", defaultValue = "PT15M") Duration bound) {
    this.stuck = stuck;
    this.transactions = transactions;
    this.policies = policies;
    this.meters = meters;
    this.time = time;
    this.sparing = new Sparing(time);
    this.bound = bound;
  }

  @Scheduled(
      every = "${leadline.sla.stuck-look:30s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    sparing.run(this::lookOnce);
  }

  private void lookOnce() {
    int raised = transactions.call(this::look);
    if (raised > 0) {
      Counter.builder("leadline.exceptions")
          .description("Exceptions raised for a person")
          .tags("reason", ExceptionReason.STUCK.name(), "service", SERVICE)
          .register(meters)
          .increment(raised);
    }
  }

  private int look(Transaction transaction) throws SQLException {
    if (!stuck.take(transaction.connection())) {
      return 0;
    }
    Instant now = time.instant();
    Set<String> routeAt = policies.get().routing().routeAt();
    List<Stuck> found = stuck.find(transaction.connection(), routeAt, now.minus(bound));
    found.forEach(each -> transaction.publish(raised(each, now)));
    for (LeadId moved : stuck.moved(transaction.connection(), routeAt)) {
      transaction.publish(resolved(moved, now));
    }
    return found.size();
  }

  private OutboundRecord raised(Stuck each, Instant now) {
    String lead = each.lead().toString();
    ExceptionRaised event =
        switch (each.missing()) {
          case STAGE ->
              new ExceptionRaised(
                  ExceptionReason.STUCK,
                  lead,
                  SERVICE,
                  each.lead(),
                  "Lead was captured at %s and has entered no stage within %s"
                      .formatted(each.since(), bound),
                  "See whether scoring and lifecycle keep up, and for dead letters of the lead.");
          case ROUTING ->
              new ExceptionRaised(
                  ExceptionReason.STUCK,
                  lead,
                  SERVICE,
                  each.lead(),
                  "Lead asked for an owner at %s and routing has not answered within %s"
                      .formatted(each.since(), bound),
                  "See whether routing keeps up, and for dead letters of the lead.");
        };
    return record(
        DerivedIds.derive(each.lead().value(), "stuck:" + each.missing(), 0),
        each.since().plus(bound),
        now,
        event);
  }

  private static OutboundRecord resolved(LeadId lead, Instant now) {
    ExceptionResolved event =
        new ExceptionResolved(
            ExceptionReason.STUCK, lead.toString(), SERVICE, lead, "The lead has moved");
    return record(
        DerivedIds.derive(lead.value(), "moved:" + now.getEpochSecond(), 0), now, now, event);
  }

  private static OutboundRecord record(java.util.UUID id, Instant at, Instant now, Event event) {
    return OutboundRecord.of(Topics.SLA, Envelope.first(id, SERVICE, at, now, null, event));
  }
}
