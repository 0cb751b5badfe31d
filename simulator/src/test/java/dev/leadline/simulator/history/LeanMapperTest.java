package dev.leadline.simulator.history;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadline.events.Actor;
import dev.leadline.events.Event;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadQueued;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.Score;
import dev.leadline.events.ScoreLine;
import dev.leadline.events.StageEntered;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeanMapperTest {
  private static final ObjectMapper LEAN = LeanMapper.decisions();
  private static final LeadSnapshot LEAD = aLead().version(7).with("company", "Acme \"[{").build();
  private static final LeadSnapshot BARE =
      new LeadSnapshot(LEAD.id(), LEAD.version(), Instant.EPOCH, Map.of());
  private static final Score SCORE = new Score(52, -3, 49, "B", true, false);
  private static final Score BEFORE = new Score(1, 2, 3, "D", false, true);
  private static final List<Reason> WHY = List.of(Reason.matched("a", "x=\"]}\""));
  private static final List<ScoreLine> LEDGER =
      List.of(new ScoreLine("a", "fit", 52, 52, MONDAY_MORNING, null, null));

  record Case(Event whole, Event bare) {}

  static Stream<Case> decisions() {
    Actor actor = new Actor(Actor.Kind.CRM, "hubspot");
    return Stream.of(
        new Case(
            new LeadScored(LEAD, SCORE, BEFORE, LEDGER, WHY, MONDAY_MORNING),
            new LeadScored(BARE, SCORE, BEFORE, List.of(), List.of(), MONDAY_MORNING)),
        new Case(
            new LeadScored(LEAD, BEFORE, null, List.of(), WHY, null),
            new LeadScored(BARE, BEFORE, null, List.of(), List.of(), null)),
        new Case(
            entered(LEAD, "lead", actor, "bad fit", SCORE, WHY),
            entered(BARE, "lead", actor, "bad fit", SCORE, List.of())),
        new Case(
            entered(LEAD, null, actor, null, null, WHY),
            entered(BARE, null, actor, null, null, List.of())),
        new Case(
            new LeadQueued(LEAD, "nurture", "rest", null, WHY, List.of()),
            new LeadQueued(BARE, "nurture", "rest", null, List.of(), List.of())));
  }

  private static StageEntered entered(
      LeadSnapshot lead,
      @Nullable String from,
      Actor actor,
      @Nullable String reason,
      @Nullable Score score,
      List<Reason> because) {
    return new StageEntered(lead, "mql", from, 2, actor, reason, score, because);
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void aDecisionIsReadWithoutWhatExplainsIt(Case decision) throws IOException {
    assertThat(LEAN.readValue(EventCodec.value(decision.whole()), decision.whole().getClass()))
        .isEqualTo(decision.bare());
  }

  @Test
  void membersThatAreNotKnownOrNullAreNoMatter() throws IOException {
    // given
    String json =
        EventCodec.mapper()
            .writeValueAsString(new LeadScored(LEAD, SCORE, null, LEDGER, WHY, null))
            .replaceFirst(
                "\\{", "{\"later\":{\"lead\":[1]},\"previous\":null,\"handRaisedAt\":null,");
    // when, then
    assertThat(LEAN.readValue(json, LeadScored.class))
        .isEqualTo(new LeadScored(BARE, SCORE, null, List.of(), List.of(), null));
  }

  @Test
  void aScoreWithoutItsLeadIsRefused() {
    assertThatThrownBy(() -> LEAN.readValue("{\"ledger\":[]}", LeadScored.class))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("'lead' is missing");
  }
}
