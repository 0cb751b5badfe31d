package dev.leadline.routing.roster;

import dev.leadline.policy.RoutingPolicy.Caps;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many leads a rep has and got. Immutable.
///
/// @param open the leads the rep owns and works on
/// @param windows what the rep got in the present day and week, by the id of the zone in which they
///   begin; a zone in which nothing was counted yet is absent
public record RepLoad(int open, Map<String, Window> windows) {
  public static final RepLoad NONE = new RepLoad(0, Map.of());

  public RepLoad {
    windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
  }

  /// Leads got in a day and in a week, which begins on Monday (ISO 8601).
  public record Window(LocalDate day, int today, LocalDate week, int thisWeek) {
    static Window at(LocalDate day) {
      return new Window(day, 0, monday(day), 0);
    }

    /// The window of a later day: what was counted falls away as its day or week ends.
    Window on(LocalDate now) {
      LocalDate monday = monday(now);
      return new Window(
          now, now.equals(day) ? today : 0, monday, monday.equals(week) ? thisWeek : 0);
    }

    private Window plus(int leads, LocalDate got) {
      return new Window(
          day,
          got.equals(day) ? Math.max(0, today + leads) : today,
          week,
          monday(got).equals(week) ? Math.max(0, thisWeek + leads) : thisWeek);
    }

    private static LocalDate monday(LocalDate day) {
      return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
  }

  /// With so many open leads more or, below 0, fewer.
  public RepLoad open(int change) {
    return new RepLoad(Math.max(0, open + change), windows);
  }

  /// The rep got a lead.
  public RepLoad got(Instant now, Collection<ZoneId> zones) {
    return counted(1, now, now, zones);
  }

  /// A lead got earlier was paid back: it no longer counts in the day and week in which it was got.
  public RepLoad paidBack(Instant gotAt, Instant now, Collection<ZoneId> zones) {
    return counted(-1, gotAt, now, zones);
  }

  /// What was got on the day and in the week of an instant.
  public Window in(ZoneId zone, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Window window = windows.get(zone.getId());
    return window == null ? Window.at(today) : window.on(today);
  }

  /// Whether another lead would be one too many.
  public boolean reaches(Caps caps, ZoneId zone, Instant now) {
    return reached(caps, zone, now).isPresent();
  }

  /// The first cap that another lead would break, in words such as `40 of 40 leads today`; empty
  /// when none would.
  public Optional<String> reached(Caps caps, ZoneId zone, Instant now) {
    if (reaches(caps.open(), open)) {
      return Optional.of(open + " of " + caps.open() + " open leads");
    }
    if (caps.perDay() == null && caps.perWeek() == null) {
      return Optional.empty();
    }
    Window window = in(zone, now);
    if (reaches(caps.perDay(), window.today())) {
      return Optional.of(window.today() + " of " + caps.perDay() + " leads today");
    }
    return reaches(caps.perWeek(), window.thisWeek())
        ? Optional.of(window.thisWeek() + " of " + caps.perWeek() + " leads this week")
        : Optional.empty();
  }

  private static boolean reaches(@Nullable Integer cap, int leads) {
    return cap != null && leads >= cap;
  }

  private RepLoad counted(int leads, Instant gotAt, Instant now, Collection<ZoneId> zones) {
    TreeMap<String, Window> counted = new TreeMap<>(windows);
    for (ZoneId zone : zones) {
      counted.put(zone.getId(), in(zone, now).plus(leads, LocalDate.ofInstant(gotAt, zone)));
    }
    return new RepLoad(open, counted);
  }
}
