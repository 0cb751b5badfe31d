package dev.leadline.routing.assignment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a later timer names as its cause.
///
/// @param event the last event that routing said about the lead
public record Trace(UUID event, String correlation, @Nullable String traceparent) {}
