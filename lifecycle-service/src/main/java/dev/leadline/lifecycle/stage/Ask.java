package dev.leadline.lifecycle.stage;

import dev.leadline.events.Actor;
import org.jspecify.annotations.Nullable;

/// Someone wants a lead in a stage.
///
/// @param reason why; null when none was given
public record Ask(String to, Actor actor, @Nullable String reason) {}
