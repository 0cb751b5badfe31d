package dev.leadline.simulator.history;

/// Where a record is.
public record Place(String topic, int partition, long offset) {}
