package dev.leadline.sla.clock;

import dev.leadline.events.Reason;
import dev.leadline.policy.Facts;
import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy.Budget;
import dev.leadline.policy.SlaPolicy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The clocks that a move starts, with the terms that hold at that moment.
final class Starts {
  private Starts() {}

  /// @param because why the clock started, and the budgets considered, in order
  record Start(Terms terms, List<Reason> because) {}

  static List<Start> of(Observation seen, @Nullable String market, Policy policy) {
    return policy.sla().targets().stream()
        .flatMap(target -> start(target, seen, market).stream())
        .toList();
  }

  private static Optional<Start> start(Target target, Observation seen, @Nullable String market) {
    return Triggers.fired(target.starts(), seen.move())
        .flatMap(cause -> withBudget(target, seen, market, Reason.matched(target.id(), cause)));
  }

  private static Optional<Start> withBudget(
      Target target, Observation seen, @Nullable String market, Reason started) {
    Facts facts = new Facts(seen.lead(), null, seen.score());
    List<Reason> because = new ArrayList<>(List.of(started));
    for (Budget budget : target.within()) {
      Reason reason = reason(budget, facts);
      because.add(reason);
      if (reason.verdict() == Reason.Verdict.MATCHED) {
        return Optional.of(new Start(terms(target, seen, market, budget), because));
      }
    }
    return Optional.empty();
  }

  private static Reason reason(Budget budget, Facts facts) {
    String rule = "within:" + budget.budget();
    return budget.when() == null
        ? Reason.matched(rule, "every other lead")
        : budget.when().explain(rule, facts);
  }

  private static Terms terms(
      Target target, Observation seen, @Nullable String market, Budget budget) {
    Move move = seen.move();
    String stage = null;
    int visit = 1;
    if (move.what() instanceof Move.Stage it && target.starts().stages().contains(it.stage())) {
      stage = it.stage();
      visit = it.visit();
    }
    return new Terms(
        stage == null
            ? Terms.ofEvent(move.event(), target.id())
            : Terms.ofVisit(seen.lead().id(), target.id(), stage, visit),
        target.id(),
        stage,
        visit,
        move.event(),
        seen.correlation(),
        budget.segment(),
        market,
        budget.budget());
  }
}
