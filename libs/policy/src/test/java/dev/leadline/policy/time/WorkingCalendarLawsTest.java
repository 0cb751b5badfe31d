package dev.leadline.policy.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every calendar: random ones, over zones with odd offsets and clock changes,
/// against an oracle that walks minute by minute and looks at the clock on the wall.
class WorkingCalendarLawsTest {
  private static final int ROUNDS = 200;
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "America/St_Johns",
          "America/Sao_Paulo",
          "Asia/Kathmandu",
          "Asia/Gaza",
          "Africa/Cairo",
          "Australia/Lord_Howe",
          "Pacific/Chatham",
          "Pacific/Apia",
          "Pacific/Kiritimati",
          "Pacific/Pago_Pago",
          "Antarctica/Troll");

  /// A fixed seed and a fresh one, which a failure names.
  static LongStream seeds() {
    return LongStream.of(20_260_101, 20_260_102);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOracleAgrees(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS / 2; round++) {
      Generated generated = new Generated(random);
      Instant start = generated.instant();
      Instant end = start.plus(random.nextInt(20 * 1440), ChronoUnit.MINUTES).plusNanos(7);

      Duration elapsed = generated.calendar.elapsed(start, end);

      assertThat(elapsed).as(generated.at(start, end)).isEqualTo(generated.walk(start, end));
      assertThat(generated.calendar.isOpen(start))
          .as(generated.at(start, end))
          .isEqualTo(generated.isOpen(start));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsDueHasElapsedAndNotANanosecondEarlier(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Generated generated = new Generated(random);
      WorkingCalendar calendar = generated.calendar;
      Instant start = generated.instant();
      Duration budget = generated.budget();

      Instant due = calendar.due(start, budget);

      assertThat(calendar.elapsed(start, due)).as(generated.at(start, due)).isEqualTo(budget);
      if (!budget.isZero()) {
        assertThat(calendar.elapsed(start, due.minusNanos(1)))
            .as(generated.at(start, due))
            .isEqualTo(budget.minusNanos(1));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void elapsedTimeAddsUpOverASplit(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Generated generated = new Generated(random);
      WorkingCalendar calendar = generated.calendar;
      Instant start = generated.instant();
      Instant middle = start.plus(generated.budget());
      Instant end = middle.plus(generated.budget());

      Duration parts = calendar.elapsed(start, middle).plus(calendar.elapsed(middle, end));

      assertThat(parts).as(generated.at(start, end)).isEqualTo(calendar.elapsed(start, end));
      assertThat(parts).isBetween(Duration.ZERO, Duration.between(start, end));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void moreBudgetIsDueLaterAndALaterStartIsNotDueEarlier(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Generated generated = new Generated(random);
      WorkingCalendar calendar = generated.calendar;
      Instant start = generated.instant();
      Duration budget = generated.budget();

      Instant due = calendar.due(start, budget);

      assertThat(calendar.due(start, budget.plusNanos(1)))
          .as(generated.at(start, due))
          .isAfter(due);
      assertThat(calendar.due(start.plusNanos(random.nextLong(1L << 50)), budget))
          .as(generated.at(start, due))
          .isAfterOrEqualTo(due);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aBudgetThatIsUsedInPartsIsDueWhenTheWholeIs(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Generated generated = new Generated(random);
      WorkingCalendar calendar = generated.calendar;
      Instant start = generated.instant();
      Duration first = generated.budget();
      Duration rest = generated.budget();

      Instant paused = calendar.due(start, first);

      if (!rest.isZero()) {
        assertThat(calendar.due(paused, rest))
            .as(generated.at(start, paused))
            .isEqualTo(calendar.due(start, first.plus(rest)));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void untilTheNextOpeningNothingElapses(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Generated generated = new Generated(random);
      WorkingCalendar calendar = generated.calendar;
      Instant start = generated.instant();

      Instant opening = calendar.nextOpening(start);

      assertThat(calendar.isOpen(opening)).as(generated.at(start, opening)).isTrue();
      assertThat(calendar.elapsed(start, opening)).as(generated.at(start, opening)).isZero();
    }
  }

  /// A random calendar, with days of its own and holidays around clock changes.
  private static final class Generated {
    private final Random random;
    private final ZoneId zone;
    private final Map<DayOfWeek, List<OpenInterval>> hours = new HashMap<>();
    private final Map<LocalDate, List<OpenInterval>> days = new HashMap<>();
    private final Set<LocalDate> holidays = new HashSet<>();
    private final WorkingCalendar calendar;

    Generated(Random random) {
      this.random = random;
      zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      for (DayOfWeek day : DayOfWeek.values()) {
        if (random.nextInt(4) > 0) {
          hours.put(day, intervals());
        }
      }
      hours.put(DayOfWeek.of(1 + random.nextInt(7)), List.of(new OpenInterval(0, 1440)));
      for (int i = 0; i < 20; i++) {
        days.put(date(), random.nextBoolean() ? List.of() : intervals());
        holidays.add(date());
      }
      calendar =
          WorkingCalendars.of(
              "random", new CalendarDefinition(zone, hours, Holidays.on(holidays), days));
    }

    /// One of two thousand days; half of the time close to a change of the clock.
    Instant instant() {
      Instant any =
          Instant.parse("2010-01-01T00:00:00Z")
              .plus(random.nextInt(20 * 365), ChronoUnit.DAYS)
              .plusNanos(random.nextLong(Duration.ofDays(1).toNanos()));
      var change = zone.getRules().nextTransition(any);
      return change == null || random.nextBoolean()
          ? any
          : change.getInstant().minusNanos(random.nextLong(Duration.ofHours(30).toNanos()));
    }

    Duration budget() {
      return switch (random.nextInt(4)) {
        case 0 -> Duration.ZERO;
        case 1 -> Duration.ofMinutes(random.nextInt(3000));
        case 2 -> Duration.ofNanos(random.nextLong(1L << 48));
        default -> Duration.ofHours(random.nextInt(20_000));
      };
    }

    boolean isOpen(Instant at) {
      ZonedDateTime wall = at.atZone(zone);
      int minute = wall.getHour() * 60 + wall.getMinute();
      return hoursOf(wall.toLocalDate()).stream()
          .anyMatch(open -> open.fromMinute() <= minute && minute < open.toMinute());
    }

    Duration walk(Instant start, Instant end) {
      Duration worked = Duration.ZERO;
      Instant at = start;
      while (at.isBefore(end)) {
        Instant nextMinute = at.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
        Instant until = nextMinute.isBefore(end) ? nextMinute : end;
        worked = isOpen(at) ? worked.plus(Duration.between(at, until)) : worked;
        at = until;
      }
      return worked;
    }

    String at(Instant start, Instant end) {
      return "%s %s days %s holidays %s from %s to %s"
          .formatted(zone, hours, days, holidays, start, end);
    }

    private List<OpenInterval> hoursOf(LocalDate day) {
      if (days.containsKey(day)) {
        return days.getOrDefault(day, List.of());
      }
      return holidays.contains(day) ? List.of() : hours.getOrDefault(day.getDayOfWeek(), List.of());
    }

    private LocalDate date() {
      return instant().atZone(zone).toLocalDate().plusDays(random.nextInt(4));
    }

    private List<OpenInterval> intervals() {
      List<OpenInterval> intervals = new ArrayList<>();
      int minute = random.nextInt(4) == 0 ? 0 : random.nextInt(600);
      while (minute < 1440 && intervals.size() < 4) {
        int until =
            random.nextInt(6) == 0 ? 1440 : Math.min(1440, minute + 1 + random.nextInt(400));
        intervals.add(new OpenInterval(minute, until));
        minute = until + random.nextInt(240);
      }
      return intervals;
    }
  }
}
