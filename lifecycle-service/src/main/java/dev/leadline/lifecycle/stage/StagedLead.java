package dev.leadline.lifecycle.stage;

import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A lead in a stage.
///
/// @param lead the newest snapshot
/// @param stage where it is now; never the furthest it came
/// @param enteredAt when this visit began, in happened-time
/// @param visits how often it entered each stage; a stage never entered is absent
/// @param score the newest score; null before the first
/// @param handRaisedAt when it last asked to be contacted; null when it never did
/// @param restsUntil when a recycled lead may qualify again; null when it may already
/// @param askedAt when a person or a CRM last asked for the stage that it then was in; null when
///   none did, or that is not known
public record StagedLead(
    LeadSnapshot lead,
    String stage,
    Instant enteredAt,
    Map<String, Integer> visits,
    @Nullable Score score,
    @Nullable Instant handRaisedAt,
    @Nullable Instant restsUntil,
    @Nullable Instant askedAt)
    implements Standing {

  public StagedLead {
    visits = Collections.unmodifiableSortedMap(new TreeMap<>(visits));
    if (!visits.containsKey(stage)) {
      throw new IllegalArgumentException(
          "Lead '" + lead.id() + "' is in stage '" + stage + "' without a visit");
    }
  }

  static StagedLead entering(LeadSnapshot lead, String stage, Instant at) {
    return new StagedLead(lead, stage, at, Map.of(stage, 1), null, null, null, null);
  }

  @Override
  public LeadId id() {
    return lead.id();
  }

  /// Counts the visits to the stage, this one included.
  public int visit() {
    return visits.getOrDefault(stage, 0);
  }

  /// Counts the visits to any stage.
  public int moves() {
    int moves = 0;
    for (int visitsToStage : visits.values()) {
      moves += visitsToStage;
    }
    return moves;
  }

  /// Whether it asked to be contacted after it came to the stage.
  public boolean raisedHandSinceEntering() {
    return handRaisedAt != null && handRaisedAt.isAfter(enteredAt);
  }

  /// The same lead with what a snapshot says, unless that is older.
  public StagedLead knowing(LeadSnapshot newer) {
    return newer.version() <= lead.version()
        ? this
        : new StagedLead(newer, stage, enteredAt, visits, score, handRaisedAt, restsUntil, askedAt);
  }

  /// The same lead with a new score.
  public StagedLead scored(Score now, @Nullable Instant lastRaisedAt) {
    return new StagedLead(lead, stage, enteredAt, visits, now, lastRaisedAt, restsUntil, askedAt);
  }

  /// The same lead, rested.
  public StagedLead rested() {
    return new StagedLead(lead, stage, enteredAt, visits, score, handRaisedAt, null, askedAt);
  }

  /// The same lead, of which somebody said at an instant that it should be in its stage.
  public StagedLead asked(Instant at) {
    Instant newest = askedAt == null || askedAt.isBefore(at) ? at : askedAt;
    return new StagedLead(lead, stage, enteredAt, visits, score, handRaisedAt, restsUntil, newest);
  }

  /// In another stage. What caused it may have happened before the lead was known to be in this
  /// one; then the new visit begins when this one did, so that no visit takes less than no time.
  ///
  /// @param rest how long it has to rest there; null when it has not
  StagedLead moved(String to, Instant at, @Nullable Duration rest) {
    Map<String, Integer> more = new TreeMap<>(visits);
    more.merge(to, 1, Integer::sum);
    Instant entering = at.isBefore(enteredAt) ? enteredAt : at;
    Instant until = rest == null ? null : entering.plus(rest);
    return new StagedLead(lead, to, entering, more, score, handRaisedAt, until, askedAt);
  }
}
