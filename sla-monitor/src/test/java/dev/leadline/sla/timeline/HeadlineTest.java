package dev.leadline.sla.timeline;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentEnded;
import dev.leadline.events.AssignmentEnded.End;
import dev.leadline.events.Clock;
import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockMet.TimeSplit;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.events.StageEntered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final LeadSnapshot LEAD = aLead().build();
  private static final Clock CLOCK =
      new Clock(
          DerivedIds.ofText("clock"),
          "speed-to-lead",
          1,
          null,
          Duration.ofMinutes(15),
          "always",
          "ana");

  @Test
  void anActivityIsNamedInWords() {
    assertThat(
            Headline.of(
                new ActivityRecorded(LEAD, new Activity("page_viewed", "segment", Map.of()))))
        .isEqualTo("Page viewed (segment)");
  }

  @Test
  void aScoreNamesWhatItWas() {
    Score before = new Score(20, 10, 30, "C", false, false);
    Score after = new Score(60, 30, 90, "B", true, false);
    assertThat(Headline.of(new LeadScored(LEAD, after, before, List.of(), List.of(), null)))
        .isEqualTo("Scored 90, was 30: fit 60, engagement 30, grade B, qualified");
  }

  @Test
  void aStageNamesWhoMovedTheLeadUnlessItMovedByItself() {
    assertThat(Headline.of(entered(Actor.system("lifecycle"), 1)))
        .isEqualTo("Entered stage mql from lead");
    assertThat(Headline.of(entered(new Actor(Actor.Kind.REP, "ana"), 2)))
        .isEqualTo("Entered stage mql from lead, visit 2, by rep ana");
  }

  @Test
  void anAssignmentThatEndedSaysWhyAndWhetherThePoolGotItsTurnBack() {
    LeadId id = LEAD.id();
    assertThat(Headline.of(new AssignmentEnded(id, 2, "ana", null, End.CLOSED, false, List.of())))
        .isEqualTo("ana has the lead no more: no work any more");
    assertThat(
            Headline.of(new AssignmentEnded(id, 1, "bo", "inbound", End.MERGED, true, List.of())))
        .isEqualTo("bo has the lead no more: merged into another; pool inbound got its turn back");
  }

  @Test
  void anAssignmentNamesRuleAndPool() {
    assertThat(
            Headline.of(
                new LeadAssigned(
                    LEAD,
                    1,
                    "ana",
                    "inbound",
                    "everyone-else",
                    null,
                    null,
                    null,
                    List.of(),
                    List.of())))
        .isEqualTo("Assigned to ana by everyone-else from pool inbound");
  }

  @Test
  void aClockNamesItsPromise() {
    assertThat(
            Headline.of(
                new ClockStarted(LEAD, CLOCK, MONDAY_MORNING, MONDAY_MORNING.plusSeconds(900))))
        .isEqualTo("Clock speed-to-lead started: 15 min, due 2026-03-02T09:15:00Z");
    assertThat(
            Headline.of(
                new ClockMet(
                    LEAD,
                    CLOCK,
                    MONDAY_MORNING,
                    Duration.ofSeconds(3_750),
                    true,
                    new TimeSplit(Duration.ZERO, Duration.ZERO, Duration.ZERO))))
        .isEqualTo("Clock speed-to-lead met late, after 1 h 2 min 30 s");
  }

  private static StageEntered entered(Actor actor, int visit) {
    return new StageEntered(LEAD, "mql", "lead", visit, actor, null, null, List.of());
  }
}
