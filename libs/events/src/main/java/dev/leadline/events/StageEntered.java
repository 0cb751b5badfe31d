package dev.leadline.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lead entered a stage of the lifecycle; reopening is a new visit.
///
/// @param stage the stage entered
/// @param from the stage left; null when it is the first
/// @param visit counts the visits of this lead to this stage, from 1
/// @param actor who caused it
/// @param reason the reason given, where the transition asks for one
/// @param score the score known then; null when none was known
/// @param because the guards that were considered
public record StageEntered(
    LeadSnapshot lead,
    String stage,
    @Nullable String from,
    int visit,
    Actor actor,
    @Nullable String reason,
    @Nullable Score score,
    List<Reason> because)
    implements LifecycleEvent, AboutLead {
  public StageEntered {
    because = List.copyOf(because);
  }
}
