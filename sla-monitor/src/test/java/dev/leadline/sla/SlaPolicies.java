package dev.leadline.sla;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.SlaPolicy;
import dev.leadline.policy.SlaPolicy.Action;
import dev.leadline.policy.SlaPolicy.Budget;
import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.policy.SlaPolicy.Rung;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.policy.SlaPolicy.Trigger;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.policy.time.CalendarDefinition;
import dev.leadline.policy.time.OpenInterval;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.policy.time.WorkingCalendars;
import dev.leadline.sla.clock.Promises;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Policies with one promise: from `mql` to a `rep_touch` within 15 minutes, paused in `recycled`,
/// cancelled in `disqualified`. The calendar `office` is Monday to Friday 9 to 17, `early` 7 to 15,
/// both in UTC.
public final class SlaPolicies {
  public static final Duration BUDGET = Duration.ofMinutes(15);

  private static final Policy SHIPPED = load();

  private SlaPolicies() {}

  /// Every hour counts.
  public static Promises always() {
    return with(BUDGET, new Hours.Always());
  }

  public static Promises with(Duration budget, Hours hours) {
    return of(
        new Target(
            "speed-to-lead",
            stages("mql"),
            new Trigger(Set.of(), Set.of("rep_touch"), Set.of()),
            stages("recycled"),
            new Trigger(Set.of("disqualified"), Set.of(), Set.of("lead-suppressed")),
            List.of(new Budget(null, null, budget)),
            hours,
            List.of(
                new Rung(50, new Action.Notify("owner")),
                new Rung(80, new Action.Notify("manager")),
                new Rung(100, new Action.Reassign()),
                new Rung(200, new Action.Page("on-call")))));
  }

  public static Promises of(Target... targets) {
    return Promises.of(policy(new SlaPolicy(List.of(targets))));
  }

  /// The test company with other promises.
  public static Policy policy(SlaPolicy sla) {
    Map<String, WorkingCalendar> calendars = new LinkedHashMap<>();
    calendars.put(WorkingCalendar.ALWAYS, WorkingCalendars.always());
    calendars.put("office", weekdays("office", "09:00", "17:00"));
    calendars.put("early", weekdays("early", "07:00", "15:00"));
    return new Policy(
        "test-1",
        SHIPPED.catalogue(),
        SHIPPED.taxonomy(),
        SHIPPED.lists(),
        SHIPPED.segments(),
        SHIPPED.scoring(),
        SHIPPED.lifecycle(),
        SHIPPED.routing(),
        sla,
        calendars);
  }

  public static Trigger stages(String... stages) {
    return new Trigger(Set.of(stages), Set.of(), Set.of());
  }

  private static WorkingCalendar weekdays(String name, String from, String to) {
    Map<DayOfWeek, List<OpenInterval>> hours = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(DayOfWeek.SATURDAY) < 0) {
        hours.put(day, List.of(OpenInterval.of(from, to)));
      }
    }
    return WorkingCalendars.of(name, CalendarDefinition.weekly(ZoneId.of("UTC"), hours));
  }

  private static Policy load() {
    Path root = Path.of(System.getProperty("leadline.root", ".."));
    return switch (PolicyLoader.load(root.resolve("policies/default"))) {
      case PolicyLoad.Loaded loaded -> loaded.policy();
      case PolicyLoad.Rejected rejected -> throw new IllegalStateException(rejected.toString());
    };
  }
}
