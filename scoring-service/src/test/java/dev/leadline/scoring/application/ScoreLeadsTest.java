package dev.leadline.scoring.application;

import static dev.leadline.scoring.ScoringPolicies.aPolicy;
import static dev.leadline.scoring.ScoringPolicies.has;
import static dev.leadline.scoring.application.Happenings.captured;
import static dev.leadline.scoring.application.Happenings.did;
import static dev.leadline.testsupport.EnvelopeAssert.assertThatEnvelope;
import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static dev.leadline.testsupport.LeadBuilder.leadId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.Reason;
import dev.leadline.events.Score;
import dev.leadline.policy.Policy;
import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.policy.ScoringPolicy.HandRaise;
import dev.leadline.scoring.lead.ScoredLead;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreLeadsTest {
  private static final Policy POLICY =
      aPolicy()
          .fit("has-company", 25, has("company"))
          .engagement("form", 20)
          .engagement("page", 5)
          .engagement("trial", 60, new Decay.Linear(Duration.ofDays(30)))
          .handRaise("asked-for-demo", "demo")
          .inShipped();
  private static final LeadSnapshot ADA = aLead(1).with("company", "Acme").build();
  private static final LeadSnapshot BO = aLead(2).build();

  private final ScoringWithoutInfrastructure scoring = new ScoringWithoutInfrastructure(POLICY);

  @Test
  void aNewLeadIsScoredEvenWhenItIsWorthNothing() {
    // given
    Envelope<?> captured = captured(BO, 0);
    // when
    scoring.batch(captured);
    // then
    assertThat(scoring.lastSaid().score().total()).isZero();
    assertThat(scoring.lastSaid().previous()).isNull();
    assertThat(scoring.lastSaid().because())
        .containsExactly(Reason.notMatched("has-company", "has(lead.company)"));
    assertThatEnvelope(scoring.said().getFirst()).isCausedBy(captured);
  }

  @Test
  void everyEventThatChangesAScoreTellsItOnce() {
    // given
    Envelope<?> form = did(ADA, "form", 1);
    Envelope<?> page = did(ADA, "page", 2);
    // when
    scoring.batch(captured(ADA, 0), captured(BO, 0), form, page, did(ADA, "rep_touch", 3));
    // then
    assertThat(scoring.said()).hasSize(4);
    assertThatEnvelope(scoring.said().get(2)).isCausedBy(form);
    assertThatEnvelope(scoring.said().get(3)).isCausedBy(page);
    assertThat(scoring.lastSaid().previous()).extracting(Score::total).isEqualTo(45);
    assertThat(scoring.lead(1).score()).extracting(Score::total).isEqualTo(50);
  }

  @Test
  void anActivityThatBringsANewerSnapshotTellsOneScore() {
    // when
    scoring.batch(did(ADA, "form", 1));
    // then
    assertThat(scoring.said()).hasSize(1);
    assertThat(scoring.lastSaid().score().total()).isEqualTo(45);
    assertThat(scoring.lastSaid().previous()).isNull();
  }

  @Test
  void nothingIsToldWhenTheScoreStays() {
    // given
    scoring.batch(captured(ADA, 0));
    // when
    scoring.batch(did(ADA, "rep_touch", 1));
    // then
    assertThat(scoring.said()).hasSize(1);
    assertThat(scoring.decisions()).hasSize(1);
  }

  @Test
  void askingAgainIsToldThoughTheScoreStays() {
    // given
    scoring.batch(captured(ADA, 0), did(ADA, "demo", 1));
    // when
    scoring.batch(did(ADA, "demo", 5));
    // then
    assertThat(scoring.said()).hasSize(3);
    assertThat(scoring.lastSaid().score()).isEqualTo(scoring.lastSaid().previous());
    assertThat(scoring.lastSaid().handRaisedAt()).isEqualTo(MONDAY_MORNING.plusSeconds(300));
  }

  @Test
  void everyScoreToldIsADecisionWithItsReasons() {
    // when
    scoring.batch(captured(ADA, 0), did(ADA, "trial", 1));
    // then
    DecisionRecord decision = scoring.decisions().getLast();
    assertThat(decision.outcome()).isEqualTo("qualified");
    assertThat(decision.policyVersion()).isEqualTo("test-1");
    assertThat(decision.reasons())
        .containsExactly(
            Reason.matched("has-company", "has(lead.company)"), Reason.matched("trial", ""));
  }

  @Test
  void anOlderSnapshotDoesNotTakeBackWhatIsKnown() {
    // given
    LeadSnapshot newer = aLead(1).version(2).with("company", "Acme").build();
    scoring.batch(captured(newer, 0));
    // when
    scoring.batch(did(aLead(1).version(1).build(), "page", 1));
    // then
    assertThat(scoring.lastSaid().score().total()).isEqualTo(30);
  }

  @Test
  void anActivityOfLongAgoCountsWithTheAgeItHas() {
    // given
    scoring.batch(captured(ADA, 0));
    Envelope<?> late =
        anEnvelopeOf(did(ADA, "trial", 0).event())
            .at(MONDAY_MORNING.minus(Duration.ofDays(15)))
            .recordedAt(MONDAY_MORNING.plusSeconds(60))
            .build();
    // when
    scoring.batch(late);
    // then
    assertThat(scoring.lastSaid().score().engagement()).isEqualTo(30);
  }

  @Test
  void theSurvivorOfAMergeTakesOverWhatTheOtherEarnedWhicheverIsToldFirst() {
    for (boolean survivorFirst : List.of(true, false)) {
      // given
      var one = new ScoringWithoutInfrastructure(POLICY);
      one.batch(captured(ADA, 0), captured(BO, 0), did(BO, "form", 1), did(BO, "demo", 2));
      Envelope<?> toSurvivor = merged(ADA);
      Envelope<?> toAbsorbed = merged(BO);
      // when
      one.batch(survivorFirst ? toSurvivor : toAbsorbed);
      one.batch(survivorFirst ? toAbsorbed : toSurvivor);
      // then
      assertThat(one.lead(1).score()).extracting("total").isEqualTo(45);
      assertThat(one.lead(1).score()).extracting(Score::handRaised).isEqualTo(true);
      assertThat(one.lead(2).end()).extracting(ScoredLead.End::survivor).isEqualTo(leadId(1));
      assertThat(one.lastSaid().lead()).isEqualTo(ADA);
    }
  }

  @Test
  void aMergedLeadIsScoredNoMore() {
    // given
    scoring.batch(captured(ADA, 0), captured(BO, 0), merged(ADA), merged(BO));
    int said = scoring.said().size();
    // when
    scoring.batch(did(BO, "form", 9));
    // then
    assertThat(scoring.said()).hasSize(said);
    assertThat(scoring.lead(2).contributions()).isEmpty();
  }

  @Test
  void nothingIsLeftOfAnErasedLead() {
    // given
    scoring.batch(captured(ADA, 0), captured(BO, 0));
    // when
    scoring.batch(did(ADA, "form", 1), anEnvelopeOf(new LeadErased(ADA.id())).build());
    // then
    assertThat(scoring.leads()).containsOnlyKeys(BO.id());
    assertThat(scoring.score(1, MONDAY_MORNING)).isInstanceOf(ReadScore.Result.NotKnown.class);
  }

  @Test
  void aLeadThatFadesIsUnqualifiedAsOfTheMomentItDropped() {
    // given: 25 for fit and 60 that are gone in 30 days, so 35 are left under after 12.75 days
    scoring.batch(captured(ADA, 0), did(ADA, "trial", 0));
    // when
    scoring.reevaluateAt(MONDAY_MORNING.plus(Duration.ofDays(12)));
    int early = scoring.said().size();
    scoring.reevaluateAt(MONDAY_MORNING.plus(Duration.ofDays(40)));
    scoring.reevaluateAt(MONDAY_MORNING.plus(Duration.ofDays(41)));
    // then
    assertThat(early).isEqualTo(2);
    assertThat(scoring.said()).hasSize(3);
    assertThat(scoring.lastSaid().score().qualified()).isFalse();
    assertThat(scoring.lastSaid().score().total()).isEqualTo(59);
    assertThat(scoring.said().getLast().time())
        .isBetween(
            MONDAY_MORNING.plus(Duration.ofDays(12)), MONDAY_MORNING.plus(Duration.ofDays(13)));
    assertThat(scoring.lead(1).reevaluateAt()).isNull();
  }

  @Test
  void anEventAfterALeadFadedFindsItUnqualifiedThoughNoTimerRan() {
    // given
    scoring.batch(captured(ADA, 0), did(ADA, "trial", 0));
    // when
    scoring.batch(did(ADA, "page", 60 * 24 * 20));
    // then: the drop is told as of its own instant, before the page
    assertThat(scoring.said()).hasSize(4);
    assertThat(scoring.said().get(2).time())
        .isBetween(
            MONDAY_MORNING.plus(Duration.ofDays(12)), MONDAY_MORNING.plus(Duration.ofDays(13)));
    assertThat(scoring.lastSaid().score().qualified()).isFalse();
  }

  @Test
  void afterAnOutageNoLookIsMadeBeforeTheEventsThatComeFirstAreRead() {
    // given: the form of day 11 keeps the lead qualified, but waits to be read
    scoring.batch(captured(ADA, 0), did(ADA, "trial", 0));
    scoring.hearUntil(MONDAY_MORNING.plus(Duration.ofDays(10)));
    // when
    scoring.reevaluateAt(MONDAY_MORNING.plus(Duration.ofDays(13)));
    // then
    assertThat(scoring.lead(1).qualified()).isTrue();
    // and when
    scoring.batch(did(ADA, "form", 60 * 24 * 11));
    scoring.hearUntil(Instant.MAX);
    scoring.reevaluateAt(MONDAY_MORNING.plus(Duration.ofDays(13)));
    // then
    assertThat(scoring.lead(1).qualified()).isTrue();
    assertThat(scoring.said())
        .allSatisfy(
            said -> assertThat(said.time()).isBefore(MONDAY_MORNING.plus(Duration.ofDays(12))));
  }

  @Test
  void aHandThatWasRaisedGoesDownByItself() {
    // given
    scoring.batch(captured(ADA, 0), did(ADA, "demo", 1));
    Instant down = MONDAY_MORNING.plusSeconds(60).plus(HandRaise.HOLDS);
    // when
    scoring.reevaluateAt(down.minusSeconds(1));
    boolean before = scoring.lead(1).qualified();
    scoring.reevaluateAt(down);
    // then
    assertThat(before).isTrue();
    assertThat(scoring.lastSaid().score().qualified()).isFalse();
    assertThat(scoring.lastSaid().score().handRaised()).isFalse();
    assertThat(scoring.lastSaid().handRaisedAt()).isEqualTo(MONDAY_MORNING.plusSeconds(60));
    assertThat(scoring.said().getLast().time()).isEqualTo(down);
  }

  private static Envelope<LeadsMerged> merged(LeadSnapshot told) {
    return anEnvelopeOf(new LeadsMerged(told, ADA.id(), BO.id(), "email"))
        .at(MONDAY_MORNING.plusSeconds(600))
        .build();
  }
}
