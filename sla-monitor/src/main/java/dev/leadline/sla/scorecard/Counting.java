package dev.leadline.sla.scorecard;

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
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.StageEntered;
import dev.leadline.policy.Catalogue.Field;
import dev.leadline.policy.Policy;
import dev.leadline.sla.commitment.Deliveries;
import dev.leadline.sla.scorecard.Fact.Detail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the scorecard counts of an event, under one policy. A lead counts for the segment and the
/// source that it was in when the event happened, a rep for the team that it was in.
public final class Counting {
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
    Attribution attribution = new Attribution(policy, envelope, sequence);
    return switch (envelope.event()) {
      case LeadCaptured it -> attribution.one(Kind.CAPTURED, it, null, known(it.lead()));
      case LeadsMerged it when it.toldToAbsorbed() ->
          attribution.one(Kind.MERGED, it, null, Detail.NONE);
      case ActivityRecorded it when answers.contains(it.activity().type()) ->
          attribution.one(Kind.TOUCHED, it, null, waited(it.lead(), envelope.time()));
      case StageEntered it -> entered(attribution, it);
      case LeadAssigned it ->
          attribution.one(
              Kind.ASSIGNED,
              it,
              it.owner(),
              Detail.numbered(null, it.assignment(), it.actor() != null));
      case AssignmentDeclined it ->
          attribution.one(
              Kind.RETURNED, it, it.owner(), Detail.numbered(null, it.assignment(), null));
      case AssignmentExpired it ->
          attribution.one(
              Kind.RETURNED, it, it.owner(), Detail.numbered(null, it.assignment(), null));
      case RoutingFailed it ->
          attribution.one(Kind.FAILED, it, null, Detail.named(it.reason().name()));
      case ClockMet it when !it.breached() ->
          List.of(
              attribution.at(
                  it.metAt(),
                  Kind.KEPT,
                  it,
                  it.clock().owner(),
                  Detail.about(it.clock().target(), it.clock().id())));
      case ClockBreached it ->
          List.of(
              attribution.at(
                  it.due(),
                  Kind.BROKEN,
                  it,
                  it.clock().owner(),
                  Detail.about(it.clock().target(), it.clock().id())));
      case ExceptionRaised it ->
          List.of(
              attribution.bare(
                  Kind.RAISED,
                  it.lead(),
                  Detail.about(it.reason().name(), DerivedIds.ofText(it.subject()))));
      case LeadErased it -> List.of(attribution.bare(Kind.FORGOTTEN, it.id(), Detail.NONE));
      default -> List.of();
    };
  }

  private List<Fact> entered(Attribution attribution, StageEntered event) {
    Boolean forward = event.from() == null ? null : funnel.isForward(event.from(), event.stage());
    Fact visit =
        attribution.of(
            Kind.ENTERED, event, null, Detail.numbered(event.stage(), event.visit(), forward));
    return Stream.concat(
            Stream.of(visit),
            Deliveries.of(event, policy)
                .map(commitment ->
                    attribution.of(Kind.DELIVERED, event, null, Detail.named(commitment))))
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
}
