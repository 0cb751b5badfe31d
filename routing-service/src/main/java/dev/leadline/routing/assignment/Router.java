package dev.leadline.routing.assignment;

import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.RoutingFailed;
import dev.leadline.policy.Facts;
import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.policy.RoutingPolicy.Suppression;
import dev.leadline.policy.Segment;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.routing.assignment.Placement.Hold;
import dev.leadline.routing.assignment.Placement.Nowhere;
import dev.leadline.routing.assignment.Placement.Owner;
import dev.leadline.routing.assignment.Placement.Queue;
import dev.leadline.routing.assignment.Placement.Shortage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds a lead its owner: suppression, then the owner to keep, then the rules, then the pool.
final class Router {
  private final Policy policy;

  Router(Policy policy) {
    this.policy = policy;
  }

  /// Routes a lead that nobody has.
  Decision route(LeadRouting lead, Plan plan, Draft draft) {
    draft.because.addAll(plan.suppression().because());
    Suppression suppressedBy = plan.suppression().by();
    if (suppressedBy != null) {
      return suppress(lead, suppressedBy, draft);
    }
    Optional<Owner> kept =
        OwnerKept.find(
            policy.routing().keepOwner(), lead, draft.attendance, draft.sheet, draft.because);
    if (kept.isPresent()) {
      return assign(lead, kept.get(), draft);
    }
    draft.because.addAll(plan.rules());
    Rule rule = plan.rule();
    if (rule == null) {
      return fail(
          lead,
          null,
          new Shortage(ExceptionReason.NO_RULE_MATCHED, null, "no routing rule matched"),
          draft);
    }
    return switch (new Placer(lead, draft).place(rule)) {
      case Owner owner -> assign(lead, owner, draft);
      case Hold hold -> hold(lead, rule, hold, draft);
      case Queue queue -> queue(lead, rule, queue, draft);
      case Nowhere(Shortage shortage) -> fail(lead, rule, shortage, draft);
    };
  }

  /// Gives a lead to an owner who was found or named.
  Decision assign(LeadRouting lead, Owner owner, Draft draft) {
    if (owner.anew()) {
      draft.count(owner.rep());
    }
    Ownership ownership =
        new Ownership(
            owner.rep(), draft.attendance.now(), owner.pool(), owner.rule(), owner.turn());
    String calendar = calendarOf(owner.rep(), draft);
    Instant acceptBy = acceptBy(owner.pool(), calendar, draft);
    Standing standing =
        acceptBy == null ? new Standing.Assigned(false) : new Standing.Offered(acceptBy);
    LeadRouting next = lead.ownedBy(ownership, standing);
    draft.say(
        new LeadAssigned(
            Draft.known(next),
            next.assignments(),
            owner.rep(),
            owner.pool(),
            owner.rule(),
            segmentOf(lead),
            acceptBy,
            calendar,
            draft.told(),
            draft.candidates,
            draft.actor()));
    next = draft.resolve(next, "Assigned to '" + owner.rep() + "'");
    return draft.conclude(next, "assigned", owner.rule(), owner.pool());
  }

  private static Decision suppress(LeadRouting lead, Suppression by, Draft draft) {
    Instant until = by.ends(draft.attendance.now());
    draft.say(new LeadSuppressed(Draft.known(lead), by.id(), draft.told(), by.reason(), until));
    LeadRouting next =
        draft.resolve(
            lead.with(new Standing.Suppressed(by.id(), until)),
            "Suppressed by rule '" + by.id() + "'");
    return draft.conclude(next, "suppressed", by.id(), null);
  }

  private Decision hold(LeadRouting lead, Rule rule, Hold hold, Draft draft) {
    boolean waitsOn =
        lead.standing() instanceof Standing.Held held && held.pool().equals(hold.pool());
    LeadRouting next = lead.with(new Standing.Held(hold.pool(), hold.recheckAt(), hold.until()));
    if (!waitsOn) {
      draft.say(queued(lead, "hold:" + hold.pool(), rule, hold.until(), draft));
    }
    return draft.conclude(next, "held", rule.id(), hold.pool());
  }

  private Decision queue(LeadRouting lead, Rule rule, Queue queue, Draft draft) {
    draft.say(queued(lead, queue.queue(), rule, null, draft));
    LeadRouting queued = lead.with(new Standing.Queued(queue.queue()));
    Shortage shortage = queue.shortage();
    LeadRouting next =
        shortage == null
            ? draft.resolve(queued, "In queue '" + queue.queue() + "' by rule")
            : draft.raise(
                queued,
                shortage.reason(),
                "Lead is in queue '" + queue.queue() + "': " + shortage.detail(),
                "Give the lead to a rep, or make one available and route it again");
    return draft.conclude(next, "queued", rule.id(), shortage == null ? null : shortage.pool());
  }

  private Decision fail(LeadRouting lead, @Nullable Rule rule, Shortage shortage, Draft draft) {
    String ruleId = rule == null ? null : rule.id();
    draft.say(
        new RoutingFailed(
            Draft.known(lead),
            shortage.reason(),
            ruleId,
            shortage.pool(),
            shortage.detail(),
            draft.told(),
            draft.candidates));
    LeadRouting next =
        draft.raise(
            lead.with(new Standing.Failed()),
            shortage.reason(),
            "Lead has no owner: " + shortage.detail(),
            "Give the lead to a rep, or mend the roster or the policy and route it again");
    return draft.conclude(next, "failed", ruleId, shortage.pool());
  }

  private static LeadQueued queued(
      LeadRouting lead, String queue, Rule rule, @Nullable Instant until, Draft draft) {
    return new LeadQueued(
        Draft.known(lead), queue, rule.id(), until, draft.told(), draft.candidates);
  }

  private @Nullable Instant acceptBy(
      @Nullable String pool, @Nullable String calendar, Draft draft) {
    Duration within =
        Optional.ofNullable(pool)
            .flatMap(draft.attendance.roster()::pool)
            .map(Pool::acceptWithin)
            .orElse(null);
    return within == null
        ? null
        : policy
            .calendar(calendar == null ? WorkingCalendar.ALWAYS : calendar)
            .due(draft.attendance.now(), within);
  }

  private static @Nullable String calendarOf(String rep, Draft draft) {
    return draft.attendance.roster().rep(rep).map(known -> known.rep().calendar()).orElse(null);
  }

  private @Nullable String segmentOf(LeadRouting lead) {
    Facts facts = lead.facts();
    return policy.segments().stream()
        .filter(segment -> segment.when().test(facts).matched())
        .map(Segment::id)
        .findFirst()
        .orElse(null);
  }
}
