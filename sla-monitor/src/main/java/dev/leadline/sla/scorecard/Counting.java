package dev.leadline.sla.scorecard;

import dev.leadline.events.AboutLead;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockMet;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.StageEntered;
import dev.leadline.policy.Catalogue.Field;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.sla.commitment.Deliveries;
import dev.leadline.sla.scorecard.Fact.Detail;
import dev.leadline.sla.scorecard.Fact.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the scorecard counts of an event, under one policy. A lead counts for the segment and the
/// source that it was in when the event happened, a rep for the team that it was in.
public final class Counting {
  private static final String SOURCE = "source";

  private final Policy policy;
  private final Set<String> required;
  private final Set<String> answers;
  private final Funnel funnel;

  public Counting(Policy policy) {
    this.policy = policy;
    this.required =
        policy.catalogue().fields().values().stream()
            .filter(Field::required)
            .map(Field::name)
            .collect(Collectors.toUnmodifiableSet());
    this.answers =
        policy.sla().targets().stream()
            .flatMap(target -> target.stops().activities().stream())
            .collect(Collectors.toUnmodifiableSet());
    this.funnel = Funnel.of(policy.lifecycle());
  }

  /// The types, as `ce_type` names them, that are counted whenever they occur. Activities are when
  /// they stop a clock, which those who read for the clocks know.
  public static boolean always(String type) {
    return ALWAYS.contains(type);
  }

  private static final Set<String> ALWAYS =
      Stream.<Class<? extends Event>>of(
              LeadCaptured.class, StageEntered.class, LeadAssigned.class, RoutingFailed.class)
          .map(EventTypes::nameOf)
          .collect(Collectors.toUnmodifiableSet());

  /// The facts that an event is; empty when nothing of it counts.
  ///
  /// @param sequence orders what one service recorded at one instant
  public List<Fact> facts(Envelope<?> envelope, long sequence) {
    return switch (envelope.event()) {
      case LeadCaptured it -> one(envelope, sequence, Kind.CAPTURED, it, null, known(it.lead()));
      case LeadsMerged it when it.toldToAbsorbed() ->
          one(envelope, sequence, Kind.MERGED, it, null, Detail.NONE);
      case ActivityRecorded it when answers.contains(it.activity().type()) ->
          one(envelope, sequence, Kind.TOUCHED, it, null, waited(it.lead(), envelope.time()));
      case StageEntered it -> entered(envelope, sequence, it);
      case LeadAssigned it ->
          one(
              envelope,
              sequence,
              Kind.ASSIGNED,
              it,
              it.owner(),
              Detail.numbered(null, it.assignment(), it.actor() != null));
      case AssignmentDeclined it ->
          one(
              envelope,
              sequence,
              Kind.RETURNED,
              it,
              it.owner(),
              Detail.numbered(null, it.assignment(), null));
      case AssignmentExpired it ->
          one(
              envelope,
              sequence,
              Kind.RETURNED,
              it,
              it.owner(),
              Detail.numbered(null, it.assignment(), null));
      case RoutingFailed it ->
          one(envelope, sequence, Kind.FAILED, it, null, Detail.named(it.reason().name()));
      case ClockMet it when !it.breached() ->
          List.of(
              fact(
                  envelope,
                  sequence,
                  Kind.KEPT,
                  it,
                  it.metAt(),
                  it.clock().owner(),
                  Detail.about(it.clock().target(), it.clock().id())));
      case ClockBreached it ->
          List.of(
              fact(
                  envelope,
                  sequence,
                  Kind.BROKEN,
                  it,
                  it.due(),
                  it.clock().owner(),
                  Detail.about(it.clock().target(), it.clock().id())));
      case ExceptionRaised it ->
          List.of(
              bare(
                  envelope,
                  sequence,
                  Kind.RAISED,
                  it.lead(),
                  Detail.about(it.reason().name(), DerivedIds.ofText(it.subject()))));
      case LeadErased it -> List.of(bare(envelope, sequence, Kind.FORGOTTEN, it.id(), Detail.NONE));
      default -> List.of();
    };
  }

  private List<Fact> entered(Envelope<?> envelope, long sequence, StageEntered event) {
    Boolean forward = event.from() == null ? null : funnel.isForward(event.from(), event.stage());
    Fact visit =
        fact(
            envelope,
            sequence,
            Kind.ENTERED,
            event,
            envelope.time(),
            null,
            Detail.numbered(event.stage(), event.visit(), forward));
    return Stream.concat(
            Stream.of(visit),
            Deliveries.of(event, policy)
                .map(commitment ->
                    fact(
                        envelope,
                        sequence,
                        Kind.DELIVERED,
                        event,
                        envelope.time(),
                        null,
                        Detail.named(commitment))))
        .toList();
  }

  private Detail known(LeadSnapshot lead) {
    long known = required.stream().filter(lead.fields()::containsKey).count();
    return Detail.share(known, required.size());
  }

  private static Detail waited(LeadSnapshot lead, Instant until) {
    Duration waited = Duration.between(lead.capturedAt(), until);
    return Detail.measured(Math.max(0, waited.toNanos() / 1_000));
  }

  private List<Fact> one(
      Envelope<?> envelope,
      long sequence,
      Kind kind,
      AboutLead event,
      @Nullable String rep,
      Detail detail) {
    return List.of(fact(envelope, sequence, kind, event, envelope.time(), rep, detail));
  }

  private Fact fact(
      Envelope<?> envelope,
      long sequence,
      Kind kind,
      AboutLead event,
      Instant at,
      @Nullable String rep,
      Detail detail) {
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
  private static Fact bare(
      Envelope<?> envelope, long sequence, Kind kind, @Nullable LeadId lead, Detail detail) {
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
