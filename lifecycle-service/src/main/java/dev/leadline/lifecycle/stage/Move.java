package dev.leadline.lifecycle.stage;

import dev.leadline.events.Actor;
import dev.leadline.events.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lead entered a stage.
///
/// @param before the lead as it left its stage; null when this is its first
/// @param after the lead as it entered
/// @param reason the reason given; null when none was
/// @param because the transitions that were considered, in order
public record Move(
    @Nullable StagedLead before,
    StagedLead after,
    Actor actor,
    @Nullable String reason,
    List<Reason> because) {
  public Move {
    because = List.copyOf(because);
  }

  /// The stage left; null when this is the first.
  public @Nullable String from() {
    return before == null ? null : before.stage();
  }
}
