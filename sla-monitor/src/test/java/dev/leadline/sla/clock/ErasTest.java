package dev.leadline.sla.clock;

import static dev.leadline.sla.clock.Told.all;
import static dev.leadline.sla.clock.Told.minute;
import static dev.leadline.sla.clock.Told.owner;
import static dev.leadline.sla.clock.Told.stage;
import static dev.leadline.sla.clock.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.ClockCancelled;
import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy;
import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.policy.time.CalendarDefinition;
import dev.leadline.policy.time.OpenInterval;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.policy.time.WorkingCalendars;
import dev.leadline.sla.SlaPolicies;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What becomes of clocks when another policy comes into force.
class ErasTest {
  private static final Promises BEFORE =
      SlaPolicies.with(Duration.ofHours(4), new Hours.Named("office"));

  /// Monday at ten, an hour after the clock started.
  private static final Instant CHANGE = minute(60);

  @Test
  void timeUsedStaysAndWhatIsLeftCountsAnewWithBothDuesOnRecord() {
    // given: from ten o'clock on the office closes at twelve
    LeadClocks lead = all(BEFORE, stage(0, "mql", 1)).lead();
    Promises after = BEFORE.then(CHANGE, closingAt("12:00"));

    // when
    Decision decision = ClockDecider.reconsider(lead, after, CHANGE.plusSeconds(5));

    // then: one hour used, two until twelve, the last one on Tuesday
    Standing standing = Told.clock(decision).standing();
    assertThat(standing.used()).isEqualTo(Duration.ofHours(1));
    assertThat(standing.due()).isEqualTo(Instant.parse("2026-03-03T10:00:00Z"));
    Saying saying = decision.sayings().getFirst();
    assertThat(saying.outcome()).isEqualTo("rescheduled");
    assertThat(saying.because().getFirst().detail())
        .isEqualTo(
            "calendar 'office' changed: due 2026-03-03T10:00:00Z instead of 2026-03-02T13:00:00Z");
    assertThat(saying.moment()).extracting(Saying.Moment::at).isEqualTo(CHANGE);
  }

  @Test
  void aPolicyThatCountsTimeAlikeBeginsNoEra() {
    // given
    Promises same = BEFORE.then(CHANGE, SlaPolicies.policy(BEFORE.policy().sla()));

    // then
    assertThat(same.eras()).isEqualTo(BEFORE.eras());
  }

  @Test
  void aClockWhoseTargetIsGivenUpIsCancelledAndThatIsTold() {
    // given
    LeadClocks lead = all(BEFORE, stage(0, "mql", 1), owner(0, "ana", "office")).lead();
    Promises after = BEFORE.then(CHANGE, SlaPolicies.policy(new SlaPolicy(List.of())));

    // when
    Decision decision = ClockDecider.reconsider(lead, after, CHANGE.plusSeconds(5));

    // then
    ClockCancelled cancelled =
        (ClockCancelled) Objects.requireNonNull(decision.sayings().getFirst().event());
    assertThat(cancelled.cause()).isEqualTo("policy:withdrawn");
    assertThat(cancelled.used()).isEqualTo(Duration.ofHours(1));
    Standing end = Told.clock(decision).standing();
    assertThat(end.closedAt()).isEqualTo(CHANGE);
    assertThat(end.split()).isNotNull();
    assertThat(ClockDecider.reconsider(decision.lead(), after, CHANGE).sayings()).isEmpty();
  }

  @Test
  void aTouchBeforeTheTargetWasGivenUpStillMeetsItsClock() {
    // given
    Promises after = BEFORE.then(CHANGE, SlaPolicies.policy(new SlaPolicy(List.of())));
    LeadClocks lead =
        ClockDecider.reconsider(all(BEFORE, stage(0, "mql", 1)).lead(), after, CHANGE).lead();

    // when
    Decision late = ClockDecider.take(lead, touch(30), after, minute(90));

    // then
    assertThat(Told.clock(late).standing().phase()).isEqualTo(Phase.MET);
    assertThat(Told.clock(late).standing().used()).isEqualTo(Duration.ofMinutes(30));
    assertThat(late.sayings()).extracting(Saying::outcome).containsExactly("revised");
  }

  @Test
  void anEraThatChangesNothingForAClockSaysNothing() {
    // given: only another calendar changes
    LeadClocks lead = all(BEFORE, stage(0, "mql", 1)).lead();
    Promises after = BEFORE.then(CHANGE, with("early", hours("early", "06:00", "14:00")));

    // when
    Decision decision = ClockDecider.reconsider(lead, after, CHANGE);

    // then
    assertThat(after.eras().all()).hasSize(2);
    assertThat(decision).isEqualTo(Decision.nothing(lead));
  }

  private static Policy closingAt(String end) {
    return with("office", hours("office", "09:00", end));
  }

  private static Policy with(String name, WorkingCalendar calendar) {
    Policy policy = BEFORE.policy();
    Map<String, WorkingCalendar> calendars = new LinkedHashMap<>(policy.calendars());
    calendars.put(name, calendar);
    return new Policy(
        "test-2",
        policy.catalogue(),
        policy.taxonomy(),
        policy.lists(),
        policy.segments(),
        policy.scoring(),
        policy.lifecycle(),
        policy.routing(),
        policy.sla(),
        calendars);
  }

  private static WorkingCalendar hours(String name, String from, String to) {
    List<OpenInterval> open = List.of(OpenInterval.of(from, to));
    return WorkingCalendars.of(
        name,
        CalendarDefinition.weekly(
            ZoneId.of("UTC"),
            Map.of(
                DayOfWeek.MONDAY, open,
                DayOfWeek.TUESDAY, open,
                DayOfWeek.WEDNESDAY, open,
                DayOfWeek.THURSDAY, open,
                DayOfWeek.FRIDAY, open)));
  }
}
