package dev.leadline.sla.scorecard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// The windows that are measured all the time.
public enum Window {
  /// Since midnight UTC.
  TODAY("today"),
  /// The last seven times 24 hours.
  WEEK("7d"),
  /// The last 28 times 24 hours.
  FOUR_WEEKS("28d");

  private final String label;

  Window(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /// The question that is asked of it at an instant, which is taken to the millisecond.
  public Question question(Instant now, Set<Split> splits) {
    Instant to = now.truncatedTo(ChronoUnit.MILLIS);
    return new Question(from(to), to, to, splits);
  }

  private Instant from(Instant to) {
    return switch (this) {
      case TODAY -> {
        Instant midnight = to.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
        yield midnight.isBefore(to) ? midnight : to.minusMillis(1);
      }
      case WEEK -> to.minus(Duration.ofDays(7));
      case FOUR_WEEKS -> to.minus(Duration.ofDays(28));
    };
  }
}
