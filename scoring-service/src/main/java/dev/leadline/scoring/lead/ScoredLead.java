package dev.leadline.scoring.lead;

import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.scoring.engagement.Contribution;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A lead as scoring knows it.
///
/// @param lead the newest snapshot
/// @param contributions what its activities earned, in order of time
/// @param handRaisedAt when it last asked to be contacted; null when it never did
/// @param score what was last said of it; null before the first time
/// @param evaluatedAt the latest instant that it was scored for, which never goes back
/// @param reevaluateAt when to look again because points fade; null when that changes nothing
/// @param mergedInto the lead that goes on in its place; null while it goes on itself
public record ScoredLead(
    LeadSnapshot lead,
    List<Contribution> contributions,
    @Nullable Instant handRaisedAt,
    @Nullable Score score,
    Instant evaluatedAt,
    @Nullable Instant reevaluateAt,
    @Nullable LeadId mergedInto) {

  public ScoredLead {
    contributions = List.copyOf(contributions);
  }

  /// A lead that scoring first hears of.
  static ScoredLead first(LeadSnapshot lead, Instant at) {
    return new ScoredLead(lead, List.of(), null, null, at, null, null);
  }

  public LeadId id() {
    return lead.id();
  }

  public boolean qualified() {
    return score != null && score.qualified();
  }

  public boolean handRaised() {
    return handRaisedAt != null;
  }

  /// Whether another lead goes on in its place.
  public boolean isEnded() {
    return mergedInto != null;
  }

  /// Whether something was learned that those who follow the score have to be told.
  public boolean tellsMoreThan(@Nullable ScoredLead before) {
    return before == null
        ? score != null
        : !Objects.equals(score, before.score)
            || !Objects.equals(handRaisedAt, before.handRaisedAt);
  }

  ScoredLead knowing(LeadSnapshot newer) {
    return newer.version() <= lead.version()
        ? this
        : new ScoredLead(
            newer, contributions, handRaisedAt, score, evaluatedAt, reevaluateAt, mergedInto);
  }

  ScoredLead earning(List<Contribution> now, @Nullable Instant raisedAt) {
    return new ScoredLead(
        lead, now, later(handRaisedAt, raisedAt), score, evaluatedAt, reevaluateAt, mergedInto);
  }

  ScoredLead scored(
      List<Contribution> alive, Score now, Instant at, @Nullable Instant lookAgainAt) {
    return new ScoredLead(lead, alive, handRaisedAt, now, at, lookAgainAt, mergedInto);
  }

  ScoredLead endingIn(LeadId survivor) {
    return new ScoredLead(lead, contributions, handRaisedAt, score, evaluatedAt, null, survivor);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
