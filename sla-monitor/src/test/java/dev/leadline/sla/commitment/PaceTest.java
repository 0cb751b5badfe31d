package dev.leadline.sla.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy;
import dev.leadline.policy.SlaPolicy.Commitment;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.sla.SlaPolicies;
import dev.leadline.sla.clock.Move;
import dev.leadline.sla.clock.Observation;
import dev.leadline.sla.commitment.Deliveries.Share;
import dev.leadline.testsupport.LeadBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Commitment MQLS =
      new Commitment("mqls", "mql", null, 400, Commitment.Period.MONTH, "office");
  private static final Policy POLICY =
      SlaPolicies.policy(new SlaPolicy(List.of(), Map.of(), null, List.of(MQLS)));
  private static final WorkingCalendar OFFICE = POLICY.calendar("office");

  @Test
  void thePaceIsThatOfWorkingTime() {
    // given: March 2026 has 22 working days of eight hours; by the evening of the 16th 11 have
    // passed
    Instant evening = Instant.parse("2026-03-16T17:00:00Z");

    // when
    Pace pace = Pace.of(MQLS, 210, evening, OFFICE);

    // then
    assertThat(pace)
        .isEqualTo(
            new Pace(
                "mqls", LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1), 400, 210, 200, 420));
    assertThat(pace.onPace()).isTrue();
    assertThat(Pace.of(MQLS, 199, evening, OFFICE).onPace()).isFalse();
  }

  @Test
  void beforeTheFirstWorkingHourNothingIsExpected() {
    // when: a Sunday
    Pace pace = Pace.of(MQLS, 3, Instant.parse("2026-03-01T12:00:00Z"), OFFICE);

    // then
    assertThat(pace.expected()).isZero();
    assertThat(pace.projected()).isEqualTo(3);
  }

  @Test
  void everyVisitCountsInThePeriodInWhichItHappened() {
    // when
    Map<Share, Integer> delivered =
        Deliveries.of(
            List.of(
                visit("mql", "2026-03-31T23:59:59Z"),
                visit("mql", "2026-04-01T00:00:00Z"),
                visit("mql", "2026-04-02T00:00:00Z"),
                visit("sal", "2026-04-02T00:00:00Z")),
            POLICY);

    // then
    assertThat(delivered)
        .containsExactly(
            Map.entry(new Share("mqls", LocalDate.of(2026, 3, 1)), 1),
            Map.entry(new Share("mqls", LocalDate.of(2026, 4, 1)), 2));
  }

  private static Observation visit(String stage, String at) {
    Instant instant = Instant.parse(at);
    Move move =
        new Move(new UUID(1, 1), "stage-entered", instant, instant, 0, new Move.Stage(stage, 1));
    return new Observation(move, LeadBuilder.aLead().build(), null, "c");
  }
}
