package dev.leadline.routing.application;

import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventTypes;
import dev.leadline.events.LeadId;
import dev.leadline.events.RoutingEvent;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.Standing;
import dev.leadline.routing.assignment.Trace;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Why something is decided: an event, a request or a timer.
///
/// @param id from which the ids of all effects follow
/// @param time when that happened which is decided on
/// @param event the event that caused it; null for a request
/// @param actor who caused it
public record Cause(
    UUID id,
    Instant time,
    String correlation,
    @Nullable UUID event,
    @Nullable String traceparent,
    Actor actor) {
  static final String SERVICE = "routing";
  private static final Actor SELF = Actor.system(SERVICE);

  public static Cause of(Envelope<?> envelope) {
    return new Cause(
        envelope.id(),
        envelope.time(),
        envelope.correlationId(),
        envelope.id(),
        envelope.traceparent(),
        SELF);
  }

  public static Cause request(UUID id, Instant now, Actor actor) {
    return new Cause(id, now, id.toString(), null, null, actor);
  }

  /// The timer of a lead that is offered or held: the same lead at the same state has the same
  /// timer, so that firing twice would name its effects alike.
  public static Cause timer(LeadRouting lead, Instant now) {
    Trace trace = lead.trace();
    UUID event = trace == null ? lead.lead().value() : trace.event();
    return new Cause(
        DerivedIds.derive(event, SERVICE + ":timer", lead.assignments()),
        due(lead.standing(), now),
        trace == null ? lead.lead().toString() : trace.correlation(),
        trace == null ? null : event,
        trace == null ? null : trace.traceparent(),
        SELF);
  }

  /// The envelope of the `ordinal`-th thing said because of this.
  public Envelope<RoutingEvent> effect(
      RoutingEvent event, int ordinal, Instant now, String policyVersion) {
    return new Envelope<>(
        DerivedIds.derive(id, SERVICE + ":" + EventTypes.nameOf(event), ordinal),
        "/leadline/" + SERVICE,
        time,
        now,
        correlation,
        this.event,
        policyVersion,
        traceparent,
        event);
  }

  UUID decisionId(LeadId lead) {
    return DerivedIds.derive(id, SERVICE + ":decision:" + lead, 0);
  }

  /// When it was due; now, when it is decided before that because the roster changed.
  private static Instant due(Standing standing, Instant now) {
    return standing.due().filter(due -> due.isBefore(now)).orElse(now);
  }
}
