package dev.leadline.intake.verification;

/// What came of checking who sent a delivery.
public sealed interface Proof {

  /// It comes from the source.
  record Authentic() implements Proof {}

  /// It does not, or that cannot be told.
  ///
  /// @param cause for metrics
  /// @param detail what is wrong, without anything that was sent
  record Refused(Cause cause, String detail) implements Proof {}

  /// Why a delivery is not believed.
  enum Cause {
    MISSING,
    WRONG,
    STALE,
    FUTURE
  }

  static Proof missing(String detail) {
    return new Refused(Cause.MISSING, detail);
  }

  static Proof wrong(String detail) {
    return new Refused(Cause.WRONG, detail);
  }
}
