package dev.leadline.intake.mapping;

/// Why an authentic delivery cannot be used.
public enum QuarantineReason {
  /// There is nothing in it.
  EMPTY,
  /// It is not UTF-8.
  NOT_UTF8,
  /// It is not JSON, or not of the shape that its protocol asks for.
  MALFORMED,
  /// It is nested deeper than anything sensible.
  TOO_DEEP,
  /// The protocol's own required attributes are not there.
  MISSING_KEY,
  /// Nothing in it says whom it is about.
  NO_IDENTITY,
  /// The catalogue maps no activity from this event, and it tells of no field either.
  UNKNOWN_EVENT,
  /// The catalogue maps no field from the one property that it tells of.
  UNKNOWN_FIELD,
  /// The taxonomy maps no stage from the one that the CRM names.
  UNKNOWN_STAGE,
  /// A robot filled in the field that people cannot see.
  SPAM
}
