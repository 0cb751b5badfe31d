package dev.leadline.scoring.sheet;

import dev.leadline.events.Score;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.scoring.engagement.Contribution;
import dev.leadline.scoring.engagement.Fading;
import dev.leadline.scoring.engagement.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a qualified lead has to be looked at again because its points fade.
///
/// It watches a floor under the total: from now on awards fade and penalties do not. The floor
/// starts at the total, only falls, and is never above it, so the total cannot drop under the
/// policy's `leave` before the floor does. Without penalties the two are the same and the answer is
/// exact to the second; with them the look may find the lead qualified still and name a later one.
public final class NextCheck {
  private final ScoringPolicy policy;
  private final Scorer scorer;
  private final Rules rules;

  public NextCheck(ScoringPolicy policy, Scorer scorer, Rules rules) {
    this.policy = policy;
    this.scorer = scorer;
    this.rules = rules;
  }

  /// The next instant to look again; empty when decay alone can never unqualify the lead, because
  /// it is not qualified, raised its hand, or has enough points that stay.
  ///
  /// @param score the lead's at the instant `at`
  public Optional<Instant> after(List<Contribution> contributions, Score score, Instant at) {
    if (!score.qualified() || score.handRaised()) {
      return Optional.empty();
    }
    Instant end = contributions.stream().map(this::faded).max(Instant::compareTo).orElse(at);
    Floor floor = new Floor(score.fit(), contributions, at);
    if (!end.isAfter(at) || floor.holdsAfter(Duration.between(at, end))) {
      return Optional.empty();
    }
    return Optional.of(at.plusSeconds(floor.firstSecondUnder(Duration.between(at, end))));
  }

  private Instant faded(Contribution one) {
    return rules
        .byId(one.rule())
        .flatMap(rule -> Fading.lifetime(rule.decay(), one.points()))
        .map(one.at()::plus)
        .orElse(Instant.MIN);
  }

  private final class Floor {
    private final int fit;
    private final List<Contribution> contributions;
    private final Instant from;

    Floor(int fit, List<Contribution> contributions, Instant from) {
      this.fit = fit;
      this.contributions = contributions;
      this.from = from;
    }

    boolean holdsAfter(Duration wait) {
      List<Contribution> later =
          contributions.stream().map(one -> one.points() < 0 ? kept(one, wait) : one).toList();
      int total = fit + Capping.sum(scorer.engagement(later, from.plus(wait)));
      return Math.min(total, policy.limits().total()) >= policy.qualify().leave();
    }

    long firstSecondUnder(Duration whenUnder) {
      long holding = 0;
      long under = whenUnder.toSeconds() + 1;
      while (under - holding > 1) {
        long middle = (holding + under) >>> 1;
        if (holdsAfter(Duration.ofSeconds(middle))) {
          holding = middle;
        } else {
          under = middle;
        }
      }
      return under;
    }

    private static Contribution kept(Contribution penalty, Duration wait) {
      return new Contribution(
          penalty.rule(), penalty.event(), penalty.at().plus(wait), penalty.points());
    }
  }
}
