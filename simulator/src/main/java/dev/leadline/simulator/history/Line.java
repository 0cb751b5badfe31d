package dev.leadline.simulator.history;

/// The bytes of one line, without its end, as part of a larger block.
@SuppressWarnings("ArrayRecordComponent") // a view that nobody compares
public record Line(long number, byte[] block, int from, int length) {}
