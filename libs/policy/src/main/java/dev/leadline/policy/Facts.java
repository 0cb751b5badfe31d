package dev.leadline.policy;

import dev.leadline.events.Activity;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import org.jspecify.annotations.Nullable;

/// What a condition may look at. The segments of a lead are worked out from its snapshot when a
/// condition first asks.
///
/// @param lead seen as `lead.<field>`
/// @param activity seen as `activity.type`, `activity.source` and `activity.<property>`; null where
///   none is at hand
/// @param score seen as `score.fit`, `score.engagement`, `score.total`, `score.grade`,
///   `score.qualified` and `score.handRaised`; null where none is known
public record Facts(LeadSnapshot lead, @Nullable Activity activity, @Nullable Score score) {

  public static Facts of(LeadSnapshot lead) {
    return new Facts(lead, null, null);
  }

  public Facts with(Activity seen) {
    return new Facts(lead, seen, score);
  }

  public Facts with(Score known) {
    return new Facts(lead, activity, known);
  }
}
