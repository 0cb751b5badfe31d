package dev.leadline.events;

/// What the scoring service says, on `leadline.scoring.v1`.
public sealed interface ScoringEvent extends Event permits LeadScored, ExceptionEvent {}
