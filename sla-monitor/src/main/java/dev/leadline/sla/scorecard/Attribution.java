package dev.leadline.sla.scorecard;

import dev.leadline.events.AboutLead;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.sla.scorecard.Fact.Detail;
import dev.leadline.sla.scorecard.Fact.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When, and for which segment, source, team and rep, the facts of one event count.
///
/// @param sequence orders what one service recorded at one instant
record Attribution(Policy policy, Envelope<?> envelope, long sequence) {
  private static final String SOURCE = "source";

  /// The only fact of the event.
  ///
  /// @param rep null when the event names nobody
  List<Fact> one(Kind kind, AboutLead event, @Nullable String rep, Detail detail) {
    return List.of(of(kind, event, rep, detail));
  }

  Fact of(Kind kind, AboutLead event, @Nullable String rep, Detail detail) {
    return at(envelope.time(), kind, event, rep, detail);
  }

  /// A fact that happened at another time than its event.
  Fact at(Instant at, Kind kind, AboutLead event, @Nullable String rep, Detail detail) {
    LeadSnapshot lead = event.lead();
    return new Fact(
        kind,
        lead.id(),
        at,
        envelope.recordedAt(),
        sequence,
        policy.segmentsOf(lead).stream().findFirst().orElse(null),
        lead.text(SOURCE).orElse(null),
        owner(rep),
        detail);
  }

  /// Of an event that does not carry its lead along.
  Fact bare(Kind kind, @Nullable LeadId lead, Detail detail) {
    return new Fact(
        kind,
        lead,
        envelope.time(),
        envelope.recordedAt(),
        sequence,
        null,
        null,
        Owner.UNKNOWN,
        detail);
  }

  private Owner owner(@Nullable String rep) {
    return rep == null
        ? Owner.UNKNOWN
        : new Owner(
            Optional.ofNullable(policy.routing().reps().get(rep))
                .flatMap(Rep::countedIn)
                .orElse(null),
            rep);
  }
}
