package dev.leadline.scoring.sheet;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.scoring.engagement.Contribution;
import dev.leadline.scoring.engagement.Fading;
import dev.leadline.scoring.engagement.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// When a lead has to be looked at again because time alone may change whether it is qualified: its
/// hand goes down, a qualified lead's points fade, or the penalties of one that is not do.
///
/// While points fade it watches a bound of the total. Under a qualified lead it is a floor: awards
/// fade and penalties do not, so the total cannot drop under the policy's `leave` before the floor
/// does. Over any other it is a ceiling: penalties fade and awards do not. Where a lead has only
/// awards, or only penalties, the bound is the total and the answer exact to the second; otherwise
/// the look may find nothing changed, and name a later one.
public final class NextCheck {
  private final Scorer scorer;
  private final Rules rules;

  public NextCheck(Scorer scorer, Rules rules) {
    this.scorer = scorer;
    this.rules = rules;
  }

  /// The next instant to look again; empty when time alone can change nothing.
  ///
  /// @param score the lead's at the instant `at`
  public Optional<Instant> after(
      LeadSnapshot lead, List<Contribution> contributions, Score score, Instant at) {
    if (contributions.isEmpty()) {
      return Optional.empty();
    }
    ScoringPolicy model = scorer.model(lead);
    if (score.handRaised()) {
      return scorer.handRaisedUntil(model, contributions, at);
    }
    List<Contribution> fading =
        contributions.stream().filter(one -> one.points() > 0 == score.qualified()).toList();
    return fading.stream()
        .map(this::faded)
        .max(Instant::compareTo)
        .filter(end -> end.isAfter(at))
        .flatMap(end -> new Bound(model, contributions, score, at).crossing(end));
  }

  private Instant faded(Contribution one) {
    EngagementRule rule = rules.engagement(one.rule());
    return rule == null
        ? Instant.MIN
        : Fading.lifetime(rule.decay(), one.points()).map(one.at()::plus).orElse(Instant.MIN);
  }

  /// A bound of the total that moves one way only.
  private final class Bound {
    private final ScoringPolicy model;
    private final int fit;
    private final List<Contribution> contributions;
    private final Instant from;
    private final boolean penaltiesStay;
    private final IntPredicate stays;

    Bound(ScoringPolicy model, List<Contribution> contributions, Score score, Instant from) {
      this.model = model;
      this.fit = score.fit();
      this.contributions = contributions;
      this.from = from;
      this.penaltiesStay = score.qualified();
      this.stays =
          score.qualified()
              ? total -> total >= model.qualify().leave()
              : total -> total < model.qualify().enter();
    }

    /// The first second at which the bound is past the threshold; empty when it never is.
    ///
    /// @param end when all that fades has faded
    Optional<Instant> crossing(Instant end) {
      Duration whole = Duration.between(from, end);
      return staysAfter(whole)
          ? Optional.empty()
          : Optional.of(from.plusSeconds(firstSecondPast(whole)));
    }

    private boolean staysAfter(Duration wait) {
      List<Contribution> later =
          contributions.stream()
              .map(one -> one.points() < 0 == penaltiesStay ? kept(one, wait) : one)
              .toList();
      int total = fit + Capping.sum(scorer.engagement(model, later, from.plus(wait)));
      return stays.test(Math.min(total, model.limits().total()));
    }

    private long firstSecondPast(Duration whenPast) {
      long staying = 0;
      long past = whenPast.toSeconds() + 1;
      while (past - staying > 1) {
        long middle = (staying + past) >>> 1;
        if (staysAfter(Duration.ofSeconds(middle))) {
          staying = middle;
        } else {
          past = middle;
        }
      }
      return past;
    }

    private static Contribution kept(Contribution one, Duration wait) {
      return new Contribution(one.rule(), one.event(), one.at().plus(wait), one.points());
    }
  }
}
