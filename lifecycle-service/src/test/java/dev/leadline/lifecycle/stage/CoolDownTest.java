package dev.leadline.lifecycle.stage;

import static dev.leadline.lifecycle.Scores.QUALIFIED;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.lifecycle.ShippedPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a lead does by itself while it rests, and after.
class CoolDownTest {
  private static final LeadSnapshot LARGE =
      aLead().with("employees", 500).with("consent", false).build();
  private static final Actor REP = new Actor(Actor.Kind.REP, "ana");
  private static final Instant RESTING = MONDAY_MORNING.plus(Duration.ofDays(29));
  private static final Instant RESTED = MONDAY_MORNING.plus(Duration.ofDays(30));

  @ParameterizedTest
  @ValueSource(strings = {"mql", "sal", "sql", "opportunity"})
  void noGuardLetsALeadQualifyBeforeItHasRested(String stage) {
    // given: a guard that does not look at the score
    StageMachine machine = withSystemMove("recycled", stage);
    StagedLead recycled = recycled(machine);
    // when, then
    assertThat(machine.advance(recycled, RESTING)).isEmpty();
    assertThat(stages(machine.advance(recycled, RESTED))).containsExactly(stage);
  }

  @Test
  void aDetourToWhereItWouldQualifyByItselfIsNoWayEither() {
    // given: from 'lead' a system move leads on to 'mql'
    StageMachine machine = withSystemMove("recycled", "lead");
    StagedLead recycled = recycled(machine).scored(QUALIFIED, null);
    // when, then
    assertThat(machine.advance(recycled, RESTING)).isEmpty();
    assertThat(machine.advance(recycled, RESTED)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"customer", "disqualified"})
  void anEndOfTheFunnelNeedNotWait(String end) {
    // given
    StageMachine machine = withSystemMove("recycled", end);
    // when, then
    assertThat(stages(machine.advance(recycled(machine), RESTING))).containsExactly(end);
  }

  @Test
  void whoAsksToBeContactedNeedNotWait() {
    // given
    StageMachine machine = withSystemMove("recycled", "sql");
    StagedLead raised = recycled(machine).scored(QUALIFIED, MONDAY_MORNING.plusSeconds(1));
    // when, then
    assertThat(machine.advance(raised, RESTING)).isNotEmpty();
  }

  @Test
  void aPersonMayHandALeadOverBeforeByAMoveThatTheLeadMayNotYetMakeByItself() {
    // given: the same transition for both
    StageMachine machine =
        new StageMachine(
            ShippedPolicy.with(
                "{id: large, from: recycled, to: sal, when: lead.employees > 100, by: [system, rep]}"));
    StagedLead recycled = recycled(machine);
    // when, then
    assertThat(machine.advance(recycled, RESTING)).isEmpty();
    assertThat(machine.ask(recycled, new Ask("sal", REP, null), RESTING))
        .isInstanceOf(Answer.Moved.class);
  }

  @Test
  void theRestIsTheReasonGivenForAMoveThatItKeptALeadFrom() {
    // given: two moves by the system, of which the second is taken
    StageMachine machine =
        new StageMachine(
            ShippedPolicy.with(
                "{id: large, from: recycled, to: sql, when: lead.employees > 100, by: system}",
                "{id: opted-out, from: recycled, to: disqualified, when: lead.consent == false, by: system}"));
    // when
    List<Move> moves = machine.advance(recycled(machine), RESTING);
    // then
    assertThat(moves.getFirst().because())
        .contains(Reason.notMatched("large", "cool-down until " + RESTED));
  }

  private static StageMachine withSystemMove(String from, String to) {
    return new StageMachine(
        ShippedPolicy.with(
            "{id: large, from: %s, to: %s, when: lead.employees > 100, by: system}"
                .formatted(from, to)));
  }

  /// A large lead that was recycled on Monday morning.
  private static StagedLead recycled(StageMachine machine) {
    StagedLead lead = machine.enter(LARGE, MONDAY_MORNING).after();
    StagedLead sql = asked(machine, lead, new Ask("sql", REP, null));
    return asked(machine, sql, new Ask("recycled", REP, "not-ready"));
  }

  private static StagedLead asked(StageMachine machine, StagedLead lead, Ask ask) {
    return ((Answer.Moved) machine.ask(lead, ask, MONDAY_MORNING)).move().after();
  }

  private static List<String> stages(List<Move> moves) {
    return moves.stream().map(move -> move.after().stage()).toList();
  }
}
