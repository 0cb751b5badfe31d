package dev.leadline.events;

/// What a service tells of its own transactions, on a topic of its own with a single partition, so
/// that what it decided can be decided again in the same order.
public sealed interface TurnEvent extends Event permits TurnTaken {}
