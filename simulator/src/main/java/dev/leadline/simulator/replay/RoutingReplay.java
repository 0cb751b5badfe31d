package dev.leadline.simulator.replay;

import dev.leadline.events.ClockWarned;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.RoutingEvent;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.routing.application.Cause;
import dev.leadline.routing.application.RouteLeads;
import dev.leadline.routing.assignment.Books;
import dev.leadline.routing.assignment.Decision;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.Ownership;
import dev.leadline.routing.assignment.Plan;
import dev.leadline.routing.assignment.RoutingDecider;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.assignment.Standing;
import dev.leadline.routing.assignment.Trace;
import dev.leadline.routing.roster.Attendance;
import dev.leadline.routing.roster.Roster;
import dev.leadline.simulator.history.Entry.RosterChanged;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives leads to people as the routing service does, with the books of pools, reps and accounts.
final class RoutingReplay {
  private final Policy policy;
  private final RoutingDecider decider;
  private final Books books = Books.empty();
  private final RosterInForce roster;
  private final Map<String, Roster> seated = new HashMap<>();
  private @Nullable Attendance attendance;

  RoutingReplay(Policy policy) {
    this.policy = policy;
    this.decider = new RoutingDecider(policy);
    this.roster = new RosterInForce(policy);
  }

  /// Decides an event; one by which a ladder asks for it pauses a rep.
  List<Envelope<RoutingEvent>> decide(Life life, Envelope<?> event, Instant now, Lives lives) {
    if (event.event() instanceof ClockWarned warned) {
      pause(warned, now);
      return List.of();
    }
    return RouteLeads.input(event.event(), absorbed(event, lives))
        .map(input -> decide(life, input, Cause.of(event), now))
        .orElse(List.of());
  }

  /// Decides what became due by itself.
  List<Envelope<RoutingEvent>> due(Life life, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    return decide(life, new RoutingInput.TimerDue(), Cause.timer(life.routing, at), at);
  }

  /// Decides what happened to a lead.
  List<Envelope<RoutingEvent>> decide(Life life, RoutingInput input, Cause cause, Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.MICROS);
    return switch (decision(life.routing, input, now)) {
      case Decision.Refused _ -> List.of();
      case Decision.Noted(LeadRouting next, Books sheet) -> {
        books.takeOver(sheet);
        life.routing = next;
        yield List.of();
      }
      case Decision.Decided decided -> {
        books.takeOver(decided.sheet());
        yield said(life, decided, cause, now);
      }
    };
  }

  private Decision decision(LeadRouting lead, RoutingInput input, Instant now) {
    Optional<Plan> plan = decider.plan(lead, input, now);
    seat(lead, plan);
    return decider.decide(lead, input, plan, attendance(now), books);
  }

  private List<Envelope<RoutingEvent>> said(
      Life life, Decision.Decided decided, Cause cause, Instant now) {
    LeadRouting next = decided.next();
    List<Envelope<RoutingEvent>> said = new ArrayList<>(decided.events().size());
    for (RoutingEvent event : decided.events()) {
      Envelope<RoutingEvent> envelope = cause.effect(event, said.size(), now, policy.version());
      said.add(envelope);
      next =
          next.tracedBy(new Trace(envelope.id(), envelope.correlationId(), envelope.traceparent()));
    }
    life.routing = next;
    return said;
  }

  /// Takes a recorded change of the roster over.
  ///
  /// @return the leads that are to be looked at because of it: those that wait for a pool that
  ///   changed, and those whose owner is gone
  List<Life> change(RosterChanged change, Lives lives) {
    Set<String> pools = roster.change(change);
    attendance = null;
    Attendance now = attendance(change.at());
    return lives.all().stream()
        .filter(life -> waits(life.routing, pools) || isLeft(life.routing, now))
        .toList();
  }

  private void pause(ClockWarned warned, Instant now) {
    String owner = warned.clock().owner();
    if (owner != null) {
      roster.pause(owner, now);
      attendance = null;
    }
  }

  private static boolean waits(LeadRouting lead, Set<String> pools) {
    return lead.standing() instanceof Standing.Held held && pools.contains(held.pool());
  }

  private static boolean isLeft(LeadRouting lead, Attendance now) {
    return lead.owner().filter(now::isInactive).isPresent();
  }

  private Attendance attendance(Instant now) {
    Attendance last = attendance;
    if (last == null || !last.now().equals(now)) {
      last = new Attendance(policy, roster.roster(), now);
      attendance = last;
    }
    return last;
  }

  /// A pool has exactly its members when it is opened, and so have those that it hands leads on to.
  private void seat(LeadRouting lead, Optional<Plan> plan) {
    plan.ifPresent(reachable -> reachable.pools().forEach(this::seat));
    Ownership ownership = lead.ownership();
    if (ownership != null && ownership.turn() != null) {
      seat(ownership.turn().pool());
    }
  }

  private void seat(String pool) {
    Roster current = roster.roster();
    if (seated.put(pool, current) != current) {
      List<Member> members = current.pool(pool).map(Pool::members).orElse(List.of());
      books.write(pool, books.pool(pool).seat(members));
      if (current.pool(pool).map(known -> known.nobody().then()).orElse(null)
          instanceof Destination.ToPool(String next)) {
        seat(next);
      }
    }
  }

  private static Map<LeadId, LeadRouting> absorbed(Envelope<?> event, Lives lives) {
    if (!(event.event() instanceof LeadsMerged merged)) {
      return Map.of();
    }
    Life absorbed = lives.known(merged.absorbed());
    return absorbed == null ? Map.of() : Map.of(merged.absorbed(), absorbed.routing);
  }
}
