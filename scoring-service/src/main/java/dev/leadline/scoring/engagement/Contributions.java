package dev.leadline.scoring.engagement;

import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.policy.ScoringPolicy.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The contributions of one lead: in order of time, each award once, and never more than
/// [#MOST_HELD].
public final class Contributions {
  /// The most that are held for a lead. Who earns more has rules without limit or decay; the oldest
  /// of the least awards give way.
  public static final int MOST_HELD = 128;

  private static final Comparator<Contribution> LEAST_FIRST =
      Comparator.<Contribution>comparingInt(held -> Math.abs(held.points()))
          .thenComparing(Comparator.naturalOrder());

  private Contributions() {}

  /// Both together. The same award counts once, so taking over what was taken over before changes
  /// nothing.
  public static List<Contribution> union(List<Contribution> some, Collection<Contribution> more) {
    if (more.isEmpty()) {
      return some;
    }
    TreeSet<Contribution> all = new TreeSet<>(some);
    all.addAll(more);
    return bounded(all);
  }

  /// Without those that can no longer count: faded to nothing and outside the window of their
  /// limit. Those of a rule that the policy no longer has are kept, in case it comes back.
  public static List<Contribution> alive(List<Contribution> held, Rules rules, Instant at) {
    boolean allAlive = held.stream().allMatch(one -> isAlive(one, rules, at));
    return allAlive ? held : held.stream().filter(one -> isAlive(one, rules, at)).toList();
  }

  private static boolean isAlive(Contribution one, Rules rules, Instant at) {
    Duration age = Duration.between(one.at(), at);
    return rules
        .byId(one.rule())
        .map(rule -> counts(one, rule.decay(), age) || inWindow(rule.limit(), age))
        .orElse(true);
  }

  private static boolean counts(Contribution one, Decay decay, Duration age) {
    return Fading.lifetime(decay, one.points()).map(end -> age.compareTo(end) < 0).orElse(true);
  }

  private static boolean inWindow(@Nullable Limit limit, Duration age) {
    return limit != null && age.compareTo(limit.per()) < 0;
  }

  private static List<Contribution> bounded(Set<Contribution> all) {
    if (all.size() > MOST_HELD) {
      List<Contribution> byWeight = new ArrayList<>(all);
      byWeight.sort(LEAST_FIRST);
      byWeight.subList(0, all.size() - MOST_HELD).forEach(all::remove);
    }
    return List.copyOf(all);
  }
}
