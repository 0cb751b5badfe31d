package dev.leadline.intake.mapping;

import dev.leadline.intake.delivery.Payload;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Times as senders write them.
final class Times {
  private Times() {}

  /// ISO 8601 with an offset, or a number of milliseconds since 1970.
  ///
  /// @return empty when it is not there or cannot be read
  static Optional<Instant> of(Payload payload, String name) {
    return payload.text(name).flatMap(Times::parse);
  }

  /// The time, unless it is later than `receivedAt` or before 1970: then some clock is wrong, and
  /// `receivedAt` is the best that is known.
  static Instant plausible(Instant happenedAt, Instant receivedAt) {
    return happenedAt.isAfter(receivedAt) || happenedAt.isBefore(Instant.EPOCH)
        ? receivedAt
        : happenedAt;
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          text.chars().allMatch(Character::isDigit)
              ? Instant.ofEpochMilli(Long.parseLong(text))
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
