package dev.leadline.simulator.replay;

import dev.leadline.events.Envelope;

/// Something that a service has yet to hear.
///
/// @param offset where its topic has it; what is in no recording has that of its neighbour
record Waiting(long offset, Life life, Envelope<?> event) {}
