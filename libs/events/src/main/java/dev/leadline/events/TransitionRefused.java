package dev.leadline.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A move through the lifecycle was asked for and is not allowed; nothing changed.
///
/// @param stage where the lead stays; null when it has no stage yet
/// @param requested where it was asked to go
/// @param actor who asked
/// @param refusal why not, in words
/// @param because the guards that were considered
public record TransitionRefused(
    LeadSnapshot lead,
    @Nullable String stage,
    String requested,
    Actor actor,
    String refusal,
    List<Reason> because)
    implements LifecycleEvent, AboutLead {
  public TransitionRefused {
    because = List.copyOf(because);
  }
}
