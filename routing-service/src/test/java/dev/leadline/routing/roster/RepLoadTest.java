package dev.leadline.routing.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.RoutingPolicy.Caps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepLoadTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  // A Sunday, half past ten in the evening in New York and Monday in UTC.
  private static final Instant SUNDAY_NIGHT = Instant.parse("2026-03-02T03:30:00Z");
  private static final Instant AFTER_MIDNIGHT = Instant.parse("2026-03-02T05:30:00Z");

  @Test
  void aDayBeginsAtMidnightInTheZone() {
    // given
    Caps onePerDay = new Caps(null, 1, null);
    // when
    RepLoad load = RepLoad.NONE.got(SUNDAY_NIGHT, List.of(NEW_YORK));
    // then
    assertThat(load.reaches(onePerDay, NEW_YORK, SUNDAY_NIGHT)).isTrue();
    assertThat(load.reaches(onePerDay, NEW_YORK, AFTER_MIDNIGHT)).isFalse();
  }

  @Test
  void aWeekBeginsOnMonday() {
    // given
    Caps onePerWeek = new Caps(null, null, 1);
    // when
    RepLoad load = RepLoad.NONE.got(SUNDAY_NIGHT, List.of(NEW_YORK));
    // then
    assertThat(load.reaches(onePerWeek, NEW_YORK, SUNDAY_NIGHT)).isTrue();
    assertThat(load.reaches(onePerWeek, NEW_YORK, AFTER_MIDNIGHT)).isFalse();
  }

  @Test
  void aLeadPaidBackLaterDoesNotMakeRoomOnAnotherDay() {
    // given
    Caps onePerDay = new Caps(null, 1, null);
    RepLoad load =
        RepLoad.NONE.got(SUNDAY_NIGHT, List.of(NEW_YORK)).got(AFTER_MIDNIGHT, List.of(NEW_YORK));
    // when
    RepLoad paidBack = load.paidBack(SUNDAY_NIGHT, AFTER_MIDNIGHT, List.of(NEW_YORK));
    // then
    assertThat(paidBack.reaches(onePerDay, NEW_YORK, AFTER_MIDNIGHT)).isTrue();
  }

  @Test
  void openLeadsAreCapped() {
    // given
    Caps twoOpen = new Caps(2, null, null);
    // then
    assertThat(RepLoad.NONE.open(1).reaches(twoOpen, NEW_YORK, SUNDAY_NIGHT)).isFalse();
    assertThat(RepLoad.NONE.open(2).reaches(twoOpen, NEW_YORK, SUNDAY_NIGHT)).isTrue();
  }
}
