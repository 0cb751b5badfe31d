package dev.leadline.policy.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// The calendar that is never closed: working time is time.
record AlwaysOpen(String name) implements WorkingCalendar {

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Optional<CalendarDefinition> definition() {
    return Optional.empty();
  }

  @Override
  public Instant due(Instant start, Duration budget) {
    Budgets.check(budget);
    return start.plus(budget);
  }

  @Override
  public Duration elapsed(Instant start, Instant end) {
    return end.isAfter(start) ? Duration.between(start, end) : Duration.ZERO;
  }

  @Override
  public boolean isOpen(Instant at) {
    return true;
  }

  @Override
  public Instant nextOpening(Instant at) {
    return at;
  }
}
