package dev.leadline.intake.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far a sender's timestamp may be from now, in both directions: an old one may be a replay, a
/// future one could be replayed for as long.
final class Tolerance {
  private static final Duration ALLOWED = Duration.ofMinutes(5);

  private Tolerance() {}

  /// Why a delivery of that timestamp is refused; empty when it is near enough.
  static Optional<Proof.Refused> refusal(Instant timestamp, Instant now) {
    if (timestamp.isBefore(now.minus(ALLOWED))) {
      return Optional.of(
          new Proof.Refused(Proof.Cause.STALE, "The timestamp is more than 5 minutes old"));
    }
    if (timestamp.isAfter(now.plus(ALLOWED))) {
      return Optional.of(
          new Proof.Refused(
              Proof.Cause.FUTURE, "The timestamp is more than 5 minutes in the future"));
    }
    return Optional.empty();
  }
}
