package dev.leadline.routing.assignment;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.Reason;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.routing.assignment.RoutingInput.Move;
import dev.leadline.routing.assignment.RoutingInput.OwnerTooSlow;
import dev.leadline.routing.pool.PoolLedger;
import dev.leadline.routing.pool.Selection;
import dev.leadline.routing.pool.Turn;
import dev.leadline.routing.roster.Demand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives a lead that somebody has, or that waits, to somebody else.
final class Reassignment {
  private final Router router;

  Reassignment(Router router) {
    this.router = router;
  }

  /// The service level wants another owner. One who did not act still keeps the lead when nobody
  /// else can take it, for that is better than nobody.
  Decision tooSlow(LeadRouting before, OwnerTooSlow slow, Optional<Plan> plan, Draft draft) {
    LeadRouting lead = RoutingDecider.heard(before, slow);
    if (lead.owner().isEmpty()) {
      return waits(lead)
          ? router.route(lead, plan.orElseThrow(), draft)
          : RoutingDecider.noted(lead, draft);
    }
    if (!lead.owner().get().equals(slow.owner())) {
      return RoutingDecider.noted(lead, draft);
    }
    draft.because.add(Reason.matched("reassign:" + slow.rung(), slow.owner() + " did not act"));
    Draft attempt = new Draft(before, draft.attendance, draft.sheet);
    attempt.because.addAll(draft.because);
    Decision another =
        router.route(attempt.takeBack(lead, SkipReason.TOO_SLOW), plan.orElseThrow(), attempt);
    if (hasOwnerOrNeedsNone(another.next())) {
      return another;
    }
    draft.because.clear();
    draft.because.addAll(attempt.because);
    draft.pools.addAll(attempt.pools);
    LeadRouting stays =
        draft.raise(
            lead,
            ExceptionReason.NO_CANDIDATE,
            "Nobody else can take the lead, so it stays with '" + slow.owner() + "'",
            "Have the owner act, or give the lead to another rep");
    return draft.conclude(stays, "kept", null, null);
  }

  /// A person moves the lead.
  Decision move(LeadRouting lead, Move move, Optional<Plan> plan, Draft draft) {
    if (!lead.standing().owned() && !waits(lead)) {
      return RoutingDecider.refused(lead, "is " + lead.standing().label());
    }
    draft.askedBy(move.actor());
    Plan rules = plan.orElseThrow();
    return move.to() == null
        ? next(lead, move, rules, draft)
        : give(lead, move, move.to(), rules, draft);
  }

  /// Finds the next owner; one who has the lead keeps it when there is none.
  private Decision next(LeadRouting lead, Move move, Plan plan, Draft draft) {
    draft.remark("reassign", move.reason());
    if (!lead.standing().owned()) {
      return router.route(lead, plan, draft);
    }
    draft.because.add(Reason.matched("reassign", "asked for by a person"));
    Decision another = router.route(draft.takeBack(lead, SkipReason.TAKEN_AWAY), plan, draft);
    return hasOwnerOrNeedsNone(another.next())
        ? another
        : RoutingDecider.refused(
            lead, "stays with '" + Draft.owned(lead).owner() + "', for nobody else can take it");
  }

  private Decision give(LeadRouting lead, Move move, String to, Plan plan, Draft draft) {
    draft.remark("manual", move.reason());
    Optional<SkipReason> skipped = draft.attendance.skipByName(to, null, Demand.NONE);
    if (skipped.isPresent()) {
      return RoutingDecider.refused(
          lead, "cannot be given to '" + to + "', who is " + skipped.get());
    }
    if (lead.owner().filter(to::equals).isPresent()) {
      return RoutingDecider.refused(lead, "is with '" + to + "' already");
    }
    LeadRouting free = lead.standing().owned() ? draft.takeBack(lead, SkipReason.TAKEN_AWAY) : lead;
    draft.because.add(Reason.matched("manual", "given by a person"));
    return router.assign(
        free, new Placement.Owner(to, "manual", null, manualTurn(to, plan, draft), true), draft);
  }

  /// What a lead given by a person counts for in the pool that the rules name for it.
  private static @Nullable Turn manualTurn(String to, Plan plan, Draft draft) {
    Pool pool =
        plan.rule() != null && plan.rule().to() instanceof Destination.ToPool(String id)
            ? draft.attendance.roster().pool(id).orElse(null)
            : null;
    if (pool == null
        || !pool.countManual()
        || pool.members().stream().noneMatch(member -> member.rep().equals(to))) {
      return null;
    }
    PoolLedger ledger = draft.sheet.pool(pool.id());
    PoolTurnout view = PoolTurnout.of(pool, draft.attendance, draft.sheet, Demand.NONE);
    Turn turn = Selection.manual(pool, ledger, view.available(), view.away(), to);
    draft.sheet.write(pool.id(), ledger.apply(turn));
    return turn;
  }

  private static boolean waits(LeadRouting lead) {
    return lead.standing() instanceof Standing.Held
        || lead.standing() instanceof Standing.Queued
        || lead.standing() instanceof Standing.Failed;
  }

  private static boolean hasOwnerOrNeedsNone(LeadRouting lead) {
    return lead.standing().owned() || lead.standing() instanceof Standing.Suppressed;
  }
}
