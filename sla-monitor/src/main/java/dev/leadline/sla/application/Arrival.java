package dev.leadline.sla.application;

import dev.leadline.events.Envelope;
import dev.leadline.sla.timeline.Entry;
import org.jspecify.annotations.Nullable;

/// An event that came in.
///
/// @param offset where its topic holds it
/// @param entry what the timeline keeps of it; null for what the timeline does not tell
/// @param envelope the event; null when it was not read because only the timeline wants it
public record Arrival(long offset, @Nullable Entry entry, @Nullable Envelope<?> envelope) {}
