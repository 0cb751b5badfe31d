package dev.leadline.scoring.engagement;

import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The contributions of one lead: in order of time, each award once.
public final class Contributions {
  private Contributions() {}

  /// Both together; the same award counts once.
  public static List<Contribution> union(List<Contribution> some, Collection<Contribution> more) {
    if (more.isEmpty()) {
      return some;
    }
    TreeSet<Contribution> all = new TreeSet<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /// Without those that can no longer count: faded to nothing and outside the window of their
  /// limit, a hand that is down again, or more than the cap of their rule has room for.
  public static List<Contribution> alive(List<Contribution> held, Rules rules, Instant at) {
    List<Contribution> alive = new ArrayList<>(held.size());
    for (Contribution one : held) {
      if (isAlive(one, rules, at) && !isBeyondCap(one, rules, alive)) {
        alive.add(one);
      }
    }
    return alive.size() == held.size() ? held : List.copyOf(alive);
  }

  private static boolean isAlive(Contribution one, Rules rules, Instant at) {
    Duration age = Duration.between(one.at(), at);
    EngagementRule rule = rules.engagement(one.rule());
    return rule == null
        ? rules.isRaised(one, at)
        : counts(one, rule.decay(), age) || inWindow(rule.limit(), age);
  }

  private static boolean counts(Contribution one, Decay decay, Duration age) {
    return Fading.lifetime(decay, one.points()).map(end -> age.compareTo(end) < 0).orElse(true);
  }

  private static boolean inWindow(@Nullable Limit limit, Duration age) {
    return limit != null && age.compareTo(limit.per()) < 0;
  }

  /// Points that never fade and fill the cap of their rule leave no room for later ones, ever; so a
  /// rule with a cap and without a limit holds no more than its cap.
  private static boolean isBeyondCap(Contribution one, Rules rules, List<Contribution> earlier) {
    EngagementRule rule = rules.engagement(one.rule());
    if (rule == null
        || rule.cap() == null
        || rule.limit() != null
        || !(rule.decay() instanceof Decay.None)) {
      return false;
    }
    long filled =
        earlier.stream()
            .filter(held -> held.rule().equals(one.rule()))
            .mapToLong(held -> Math.abs((long) held.points()))
            .sum();
    return filled >= rule.cap();
  }
}
