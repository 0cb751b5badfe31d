package dev.leadline.scoring.lead;

import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.scoring.engagement.Contribution;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A lead as scoring knows it: what its history comes to under one policy.
///
/// @param lead the newest snapshot
/// @param contributions what its activities earned, in order of time
/// @param handRaisedAt when it last asked to be contacted; null when it never did
/// @param score the newest score; null before the first
/// @param evaluatedAt the latest instant that it was scored for, which never goes back
/// @param reevaluateAt when to look again because time passes; null when that changes nothing
/// @param policyVersion the policy that it was scored by
/// @param end where it goes on; null while it goes on itself
public record ScoredLead(
    LeadSnapshot lead,
    List<Contribution> contributions,
    @Nullable Instant handRaisedAt,
    @Nullable Score score,
    Instant evaluatedAt,
    @Nullable Instant reevaluateAt,
    String policyVersion,
    @Nullable End end) {

  public ScoredLead {
    contributions = List.copyOf(contributions);
  }

  /// The lead turned out to be another.
  ///
  /// @param survivor the lead that goes on in its place
  /// @param at when that was learned
  public record End(LeadId survivor, Instant at) {}

  /// A lead that scoring first hears of.
  static ScoredLead first(LeadSnapshot lead, Instant at, String policyVersion) {
    return new ScoredLead(lead, List.of(), null, null, at, null, policyVersion, null);
  }

  public LeadId id() {
    return lead.id();
  }

  public boolean qualified() {
    return score != null && score.qualified();
  }

  /// Whether another lead goes on in its place.
  public boolean isEnded() {
    return end != null;
  }

  /// Whether something was learned that those who follow the score have to be told.
  public boolean tellsMoreThan(@Nullable ScoredLead before) {
    return before == null
        ? score != null
        : !Objects.equals(score, before.score)
            || !Objects.equals(handRaisedAt, before.handRaisedAt);
  }

  /// Whether it qualifies otherwise than before, of which those who follow the score have to be
  /// told though only time has passed.
  public boolean standsOtherwiseThan(ScoredLead before) {
    return qualified() != before.qualified() || handIsUp() != before.handIsUp();
  }

  /// The instant that something is scored for which was recorded at `recordedAt`.
  public Instant instantOf(Instant recordedAt) {
    return recordedAt.isAfter(evaluatedAt) ? recordedAt : evaluatedAt;
  }

  /// Whether a snapshot says more than is known.
  public boolean isOlderThan(LeadSnapshot newer) {
    return newer.version() > lead.version();
  }

  ScoredLead knowing(LeadSnapshot newer) {
    return isOlderThan(newer)
        ? new ScoredLead(
            newer,
            contributions,
            handRaisedAt,
            score,
            evaluatedAt,
            reevaluateAt,
            policyVersion,
            end)
        : this;
  }

  ScoredLead earning(List<Contribution> now, @Nullable Instant raisedAt) {
    return new ScoredLead(
        lead,
        now,
        later(handRaisedAt, raisedAt),
        score,
        evaluatedAt,
        reevaluateAt,
        policyVersion,
        end);
  }

  ScoredLead scored(
      List<Contribution> alive, Score now, Instant at, @Nullable Instant lookAgainAt) {
    return new ScoredLead(lead, alive, handRaisedAt, now, at, lookAgainAt, policyVersion, end);
  }

  ScoredLead ending(End how) {
    return new ScoredLead(
        lead, contributions, handRaisedAt, score, evaluatedAt, null, policyVersion, how);
  }

  private boolean handIsUp() {
    return score != null && score.handRaised();
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
