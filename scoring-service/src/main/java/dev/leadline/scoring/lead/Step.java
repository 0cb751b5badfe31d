package dev.leadline.scoring.lead;

import dev.leadline.events.Reason;
import dev.leadline.scoring.sheet.ScoreSheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lead scored once more.
///
/// @param before null when it was not known
/// @param after the lead with its new score
/// @param activities what came of the rules about the activity; empty when there was none
/// @param due when the lead had to be looked at again; null when something happened instead
public record Step(
    @Nullable ScoredLead before,
    ScoredLead after,
    ScoreSheet sheet,
    List<Reason> activities,
    @Nullable Instant due) {
  public Step {
    activities = List.copyOf(activities);
  }

  /// Whether those who follow the score have to be told.
  public boolean isNews() {
    return (before == null || due == null)
        ? after.tellsMoreThan(before)
        : after.standsOtherwiseThan(before);
  }

  /// This step and the next one as one, because one event made both.
  public Step then(Step next) {
    List<Reason> both = new ArrayList<>(activities);
    both.addAll(next.activities);
    return new Step(before, next.after, next.sheet, both, next.due);
  }
}
