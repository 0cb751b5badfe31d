package dev.leadline.intake.mapping;

import dev.leadline.intake.identity.Observation;

/// What came of reading a delivered event.
public sealed interface Interpretation {

  /// It says something of a person.
  record Understood(Observation observation) implements Interpretation {}

  /// It is kept until somebody mends the mapping, or looks into it.
  ///
  /// @param detail what was found, without personal values
  record Unusable(QuarantineReason reason, String detail) implements Interpretation {}
}
