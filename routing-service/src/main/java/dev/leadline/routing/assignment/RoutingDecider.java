package dev.leadline.routing.assignment;

import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentEnded.End;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.policy.Policy;
import dev.leadline.routing.assignment.RoutingInput.Absorbed;
import dev.leadline.routing.assignment.RoutingInput.Accept;
import dev.leadline.routing.assignment.RoutingInput.Decline;
import dev.leadline.routing.assignment.RoutingInput.Erased;
import dev.leadline.routing.assignment.RoutingInput.Move;
import dev.leadline.routing.assignment.RoutingInput.NewsHeard;
import dev.leadline.routing.assignment.RoutingInput.OwnerTooSlow;
import dev.leadline.routing.assignment.RoutingInput.StageReached;
import dev.leadline.routing.assignment.RoutingInput.TimerDue;
import dev.leadline.routing.assignment.RoutingInput.TookIn;
import dev.leadline.routing.roster.Attendance;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of a lead: a pure function of the lead, the input, the policy, the roster
/// at one instant and the books.
public final class RoutingDecider {
  private final Policy policy;
  private final WorkingStages stages;
  private final RuleList rules;
  private final Router router;
  private final Reassignment reassignment;

  public RoutingDecider(Policy policy) {
    this.policy = policy;
    this.stages = WorkingStages.of(policy);
    this.rules = new RuleList(policy.routing().rules());
    this.router = new Router(policy);
    this.reassignment = new Reassignment(router);
  }

  /// By which it decides.
  public Policy policy() {
    return policy;
  }

  /// What the rules say of a lead that an input may route; empty when it cannot.
  ///
  /// @param lead before the input
  public Optional<Plan> plan(LeadRouting lead, RoutingInput input, Instant now) {
    LeadRouting foreseen = foreseen(lead, input).at(now);
    boolean routes =
        switch (input) {
          case StageReached reached -> asks(lead, reached);
          case OwnerTooSlow _, TimerDue _, Decline _, Move _ -> foreseen.snapshot() != null;
          case NewsHeard _, Absorbed _, TookIn _, Erased _, Accept _ -> false;
        };
    return routes ? Optional.of(Plan.of(policy.routing(), rules, foreseen, now)) : Optional.empty();
  }

  /// The lead as the next input will find it, as far as a plan depends on that. It does not depend
  /// on who is there, so that plans can be made before anything is locked; and it is the same
  /// however the inputs are cut into batches.
  public LeadRouting foreseen(LeadRouting lead, RoutingInput input) {
    if (input instanceof Erased) {
      return lead.erased();
    }
    if (lead.standing().ended()) {
      return lead;
    }
    return switch (input) {
      case StageReached reached when asks(lead, reached) ->
          lead.hearing(reached).asking(reached.stage(), reached.visit());
      case Absorbed absorbed -> lead.absorbedBy(absorbed.survivor());
      case StageReached _,
          NewsHeard _,
          TookIn _,
          Erased _,
          OwnerTooSlow _,
          TimerDue _,
          Accept _,
          Decline _,
          Move _ ->
          heard(lead, input);
    };
  }

  /// Routes a lead as if it had these fields and nobody had it or had had it, to see where it would
  /// go. Changes nothing.
  ///
  /// @param books those of every pool and rep that the lead can reach, and of its account
  public Decision suppose(
      LeadRouting lead, LeadSnapshot fields, Attendance attendance, Books books) {
    Draft taken = new Draft(lead, attendance, books);
    LeadRouting free = lead.standing().owned() ? taken.takeBack(lead) : lead.released();
    taken.conclude(free, "supposed", null, null);
    LeadRouting supposed = free.supposing(fields);
    Plan plan = Plan.of(policy.routing(), rules, supposed, attendance.now());
    return router.route(supposed, plan, new Draft(supposed, attendance, taken.sheet));
  }

  /// Decides.
  ///
  /// @param plan as [#plan(LeadRouting, RoutingInput, Instant)] gave it
  public Decision decide(
      LeadRouting lead,
      RoutingInput input,
      Optional<Plan> plan,
      Attendance attendance,
      Books books) {
    Draft draft = new Draft(lead, attendance, books);
    if (input instanceof Erased) {
      draft.end(lead, End.ERASED, false, Reason.matched("erasure", "The person is forgotten"));
      return draft.conclude(lead.erased(), "erased", null, null);
    }
    if (lead.standing().ended()) {
      return ended(lead, input, draft);
    }
    return switch (input) {
      case StageReached reached -> reached(lead, reached, plan, draft);
      case NewsHeard _ -> noted(heard(lead, input), draft);
      case Absorbed absorbed -> absorbed(lead, absorbed, draft);
      case TookIn tookIn -> tookIn(lead, tookIn, draft);
      case Erased _ -> throw new AssertionError("Decided above");
      case OwnerTooSlow slow -> reassignment.tooSlow(lead, slow, plan, draft);
      case TimerDue _ -> due(lead, plan, draft);
      case Accept accept -> accept(lead, accept, draft);
      case Decline decline -> decline(lead, decline, plan, draft);
      case Move move -> reassignment.move(lead, move, plan, draft);
    };
  }

  private boolean asks(LeadRouting lead, StageReached reached) {
    boolean decided = reached.stage().equals(lead.stage()) && reached.visit() <= lead.visit();
    return stages.asksForOwner(reached.stage()) && !decided && !lead.standing().ended();
  }

  private static Decision ended(LeadRouting lead, RoutingInput input, Draft draft) {
    return switch (input) {
      case Accept _, Decline _, Move _ -> refused(lead, "is " + lead.standing().label());
      case StageReached _,
          NewsHeard _,
          Absorbed _,
          TookIn _,
          Erased _,
          OwnerTooSlow _,
          TimerDue _ ->
          noted(lead, draft);
    };
  }

  private Decision reached(
      LeadRouting lead, StageReached reached, Optional<Plan> plan, Draft draft) {
    if (asks(lead, reached)) {
      LeadRouting asking = lead.hearing(reached).asking(reached.stage(), reached.visit());
      return router.route(asking, plan.orElseThrow(), draft);
    }
    if (lead.snapshot() == null) {
      return noted(lead, draft);
    }
    LeadRouting heard = lead.hearing(reached);
    boolean goesOn =
        stages.isWork(reached.stage()) || heard.standing() instanceof Standing.Unrouted;
    if (goesOn) {
      return noted(heard, draft);
    }
    String note = "In stage '" + reached.stage() + "'";
    if (heard.owner().isPresent()) {
      draft.end(heard, End.CLOSED, false, Reason.matched("stage", note));
    }
    return close(heard.with(new Standing.Closed()), note, draft);
  }

  /// An offer ends with the lead: the pool pays it back, for the lead was none.
  private static Decision absorbed(LeadRouting lead, Absorbed absorbed, Draft draft) {
    boolean offered = lead.standing() instanceof Standing.Offered;
    if (offered) {
      draft.payBack(Draft.owned(lead));
    }
    draft.end(
        lead, End.MERGED, offered, Reason.matched("merge", "Goes on as " + absorbed.survivor()));
    return close(lead.absorbedBy(absorbed.survivor()), "Merged", draft);
  }

  private static Decision close(LeadRouting closed, String note, Draft draft) {
    return draft.conclude(draft.resolve(closed, note), closed.standing().label(), null, null);
  }

  /// The survivor remembers the owner of the lead it took in, unless it has one of its own.
  private static Decision tookIn(LeadRouting lead, TookIn tookIn, Draft draft) {
    Ownership former = tookIn.absorbed().ownership();
    if (lead.ownership() != null || former == null) {
      return noted(heard(lead, tookIn), draft);
    }
    Ownership remembered = new Ownership(former.owner(), former.since(), null, former.rule(), null);
    return noted(heard(lead, tookIn).formerlyOf(remembered), draft);
  }

  private Decision due(LeadRouting before, Optional<Plan> plan, Draft draft) {
    LeadRouting lead = before.at(draft.attendance.now());
    if (lead.owner().filter(draft.attendance::isInactive).isPresent()) {
      draft.because.add(Reason.matched("owner", Draft.owned(lead).owner() + " is INACTIVE"));
      return router.route(draft.takeBack(lead), plan.orElseThrow(), draft);
    }
    return switch (lead.standing()) {
      case Standing.Unrouted _ when before.standing() instanceof Standing.Suppressed ->
          router.route(lead, plan.orElseThrow(), draft);
      case Standing.Offered offered when !draft.attendance.now().isBefore(offered.acceptBy()) -> {
        Ownership ownership = Draft.owned(lead);
        draft.say(
            new AssignmentExpired(
                Draft.known(lead),
                lead.assignments(),
                ownership.owner(),
                ownership.since(),
                offered.acceptBy()));
        draft.because.add(Reason.matched("offer", ownership.owner() + " did not answer in time"));
        yield router.route(draft.takeBack(lead, SkipReason.TOO_SLOW), plan.orElseThrow(), draft);
      }
      case Standing.Held _ -> router.route(lead, plan.orElseThrow(), draft);
      case Standing.Offered _,
          Standing.Unrouted _,
          Standing.Assigned _,
          Standing.Queued _,
          Standing.Suppressed _,
          Standing.Failed _,
          Standing.Closed _,
          Standing.Merged _,
          Standing.Erased _ ->
          noted(lead, draft);
    };
  }

  private static Decision accept(LeadRouting lead, Accept accept, Draft draft) {
    String refusal = notTheOwner(lead, accept.rep());
    if (refusal != null) {
      return refused(lead, refusal);
    }
    if (lead.standing() instanceof Standing.Assigned(boolean accepted) && accepted) {
      return refused(lead, "is accepted by '" + Draft.owned(lead).owner() + "' already");
    }
    Ownership ownership = Draft.owned(lead);
    draft.say(
        new AssignmentAccepted(
            Draft.known(lead), lead.assignments(), ownership.owner(), accept.actor()));
    LeadRouting next = draft.resolve(lead.with(new Standing.Assigned(true)), "Accepted");
    return draft.conclude(next, "accepted", ownership.rule(), ownership.pool());
  }

  private Decision decline(LeadRouting lead, Decline decline, Optional<Plan> plan, Draft draft) {
    String refusal = notTheOwner(lead, decline.rep());
    if (refusal != null) {
      return refused(lead, refusal);
    }
    String owner = Draft.owned(lead).owner();
    draft.say(
        new AssignmentDeclined(
            Draft.known(lead), lead.assignments(), owner, decline.actor(), decline.reason()));
    draft.because.add(Reason.matched("offer", owner + " declined"));
    return router.route(
        draft.takeBack(lead, SkipReason.DECLINED_ALREADY), plan.orElseThrow(), draft);
  }

  private static @Nullable String notTheOwner(LeadRouting lead, @Nullable String rep) {
    if (!lead.standing().owned()) {
      return "is " + lead.standing().label();
    }
    String owner = Draft.owned(lead).owner();
    return rep == null || rep.equals(owner)
        ? null
        : "is with '" + owner + "', not with '" + rep + "'";
  }

  /// The lead with what the input says of it; one that routing has not to do with stays unknown.
  static LeadRouting heard(LeadRouting lead, RoutingInput input) {
    return lead.snapshot() == null ? lead : lead.hearing(input);
  }

  static Decision noted(LeadRouting next, Draft draft) {
    return draft.conclude(next, "noted", null, null);
  }

  static Decision refused(LeadRouting lead, String why) {
    return new Decision.Refused(lead, why);
  }
}
