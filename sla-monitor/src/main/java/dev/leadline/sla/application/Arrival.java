package dev.leadline.sla.application;

import dev.leadline.events.Envelope;
import dev.leadline.sla.timeline.Entry;
import org.jspecify.annotations.Nullable;

/// An event that came in.
///
/// @param offset where its topic holds it
/// @param entry what the timeline keeps of it; null for what the timeline does not tell
/// @param envelope the event; null when it moves no clock and is no exception
/// @param counted the event; null when the scorecard does not count it
public record Arrival(
    long offset,
    @Nullable Entry entry,
    @Nullable Envelope<?> envelope,
    @Nullable Envelope<?> counted) {}
