package dev.leadline.sla.notification;

import dev.leadline.policy.SlaPolicy.Channel.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// When a message that did not get through is sent again.
///
/// Webhooks follow the schedule that the specification Standard Webhooks 1.0.0 suggests, section
/// Deliverability and reliability, which gives up after three days. The other channels tell people
/// of what is urgent: they are tried again sooner and given up after a day.
public final class Retries {
  private static final List<Duration> OF_WEBHOOKS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int TIMES = 55;

  private Retries() {}

  /// How long to wait; empty when it is given up.
  ///
  /// @param attempts made so far, from 1
  public static Optional<Duration> after(int attempts, Kind kind) {
    if (kind == Kind.WEBHOOK) {
      return attempts > OF_WEBHOOKS.size()
          ? Optional.empty()
          : Optional.of(OF_WEBHOOKS.get(attempts - 1));
    }
    if (attempts > TIMES) {
      return Optional.empty();
    }
    Duration doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, 20));
    return Optional.of(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
  }
}
