package dev.leadline.scoring.application;

import static dev.leadline.scoring.ScoringPolicies.aPolicy;
import static dev.leadline.scoring.ScoringPolicies.always;
import static dev.leadline.scoring.ScoringPolicies.has;
import static dev.leadline.scoring.application.Happenings.captured;
import static dev.leadline.scoring.application.Happenings.did;
import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.Score;
import dev.leadline.events.ScoreLine;
import dev.leadline.policy.Policy;
import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.policy.ScoringPolicy.Limit;
import dev.leadline.scoring.application.ReadScore.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What happens when a merge or a policy comes in between.
class ScoringRacesTest {
  private static final Policy POLICY =
      aPolicy().fit("has-company", 25, has("company")).engagement("form", 20).inShipped();
  private static final Policy NEXT =
      aPolicy()
          .fit("has-company", 30, has("company"))
          .engagement("form", 70)
          .engagement("page", 5)
          .inShipped("test-2");
  private static final LeadSnapshot ADA = aLead(1).with("company", "Acme").build();
  private static final LeadSnapshot BO = aLead(2).build();
  private static final LeadSnapshot CLEO = aLead(3).build();

  private final ScoringWithoutInfrastructure scoring = new ScoringWithoutInfrastructure(POLICY);

  @Test
  void noPointIsLostOrCountedTwiceInAChainOfMergesInWhateverOrderTheyAreTold() {
    // given: Cleo turned out to be Bo, and Bo to be Ada; each lead's partition keeps its order
    Envelope<?> cleoActs = did(CLEO, "form", 3);
    List<Envelope<?>> ofCleo = List.of(cleoActs, merged(CLEO, BO, CLEO));
    List<Envelope<?>> ofBo = List.of(did(BO, "form", 2), merged(BO, BO, CLEO), merged(BO, ADA, BO));
    List<Envelope<?>> ofAda = List.of(did(ADA, "form", 1), merged(ADA, ADA, BO));
    for (List<List<Envelope<?>>> order :
        List.of(
            List.of(ofAda, ofBo, ofCleo),
            List.of(ofCleo, ofBo, ofAda),
            List.of(ofBo, ofAda, ofCleo),
            List.of(ofBo, ofCleo, ofAda))) {
      var one = new ScoringWithoutInfrastructure(POLICY);
      one.batch(captured(ADA, 0), captured(BO, 0), captured(CLEO, 0));
      // when
      order.forEach(events -> events.forEach(one::batch));
      // then
      assertThat(one.lead(1).score()).extracting(Score::total).isEqualTo(25 + 3 * 20);
      assertThat(one.lastSaid().ledger())
          .extracting(ScoreLine::points)
          .containsExactly(25, 20, 20, 20);
    }
  }

  @Test
  void anActivityBetweenTheTwoTellingsOfAMergeCounts() {
    // given
    scoring.batch(captured(ADA, 0), captured(BO, 0));
    // when
    scoring.batch(merged(ADA, ADA, BO));
    scoring.batch(did(BO, "form", 9), merged(BO, ADA, BO), did(ADA, "form", 11));
    // then
    assertThat(scoring.lead(1).score()).extracting(Score::total).isEqualTo(65);
  }

  @Test
  void aLimitHoldsForThePersonOnceTwoLeadsAreOne() {
    // given
    Policy limited =
        aPolicy()
            .engagement("form", 20, new Limit(1, Duration.ofDays(30)), null, new Decay.None())
            .inShipped();
    var one = new ScoringWithoutInfrastructure(limited);
    one.batch(captured(ADA, 0), captured(BO, 0), did(ADA, "form", 1), did(BO, "form", 2));
    // when
    one.batch(merged(ADA, ADA, BO), merged(BO, ADA, BO));
    // then
    assertThat(one.lead(1).score()).extracting(Score::engagement).isEqualTo(20);
  }

  @Test
  void whoeverWasMergedIntoAForgottenLeadIsForgottenHoweverFar() {
    // given
    scoring.batch(captured(ADA, 0), captured(BO, 0), captured(CLEO, 0));
    scoring.batch(merged(CLEO, BO, CLEO), merged(BO, ADA, BO));
    // when
    scoring.batch(anEnvelopeOf(new LeadErased(ADA.id())).build());
    // then
    assertThat(scoring.leads()).isEmpty();
  }

  @Test
  void whoeverTurnsOutToBeAForgottenLeadInTheBatchThatForgetsItIsForgottenToo() {
    // given
    scoring.batch(captured(ADA, 0), captured(BO, 0), captured(CLEO, 0));
    scoring.batch(merged(BO, BO, CLEO), merged(CLEO, BO, CLEO));
    // when
    scoring.batch(
        did(BO, "form", 1), merged(BO, ADA, BO), anEnvelopeOf(new LeadErased(ADA.id())).build());
    // then
    assertThat(scoring.leads()).isEmpty();
    assertThat(scoring.histories()).isEmpty();
  }

  @Test
  void aPolicyThatComesBetweenTwoEventsOfALeadDecidesTheSecondOnAllOfItsHistory() {
    // given
    scoring.batch(captured(ADA, 0), did(ADA, "form", 1), did(ADA, "page", 2));
    // when
    scoring.activate(NEXT);
    scoring.batch(did(ADA, "page", 3));
    // then: 30 + 70 + 5 + 5; the page of before counts too
    assertThat(scoring.lastSaid().score().total()).isEqualTo(110);
    assertThat(scoring.said().getLast().policyVersion()).isEqualTo("test-2");
    assertThat(scoring.said().get(2).policyVersion()).isEqualTo("test-2");
    assertThat(scoring.said().get(2).causationId()).isNull();
    scoring.rescore();
    assertThat(scoring.said()).hasSize(4);
  }

  @Test
  void aPolicyThatComesIntoForceScoresTheStoredLeadsAnew() {
    // given
    scoring.batch(captured(ADA, 0), did(ADA, "form", 1), captured(BO, 0));
    int said = scoring.said().size();
    // when
    scoring.activate(NEXT);
    scoring.rescore();
    scoring.rescore();
    // then: Bo's score is the same under both, so there is nothing to tell of him
    assertThat(scoring.said()).hasSize(said + 1);
    assertThat(scoring.lastSaid().score().total()).isEqualTo(100);
    assertThat(scoring.lastSaid().previous()).extracting(Score::total).isEqualTo(45);
    assertThat(scoring.decisions().getLast().outcome()).isEqualTo("qualified");
    assertThat(scoring.lead(2).policyVersion()).isEqualTo("test-2");
  }

  @Test
  void theScoreOfAnyTimeByAnyPolicyComesFromTheHistory() {
    // given
    scoring.batch(captured(ADA, 0), did(ADA, "form", 60), did(ADA, "form", 120));
    scoring.batch(captured(BO, 0), did(BO, "form", 130), merged(ADA, ADA, BO), merged(BO, ADA, BO));
    // when, then
    assertThat(total(minute(30))).isEqualTo(25);
    assertThat(total(minute(60))).isEqualTo(45);
    assertThat(total(minute(150))).isEqualTo(65);
    assertThat(total(minute(1_000))).isEqualTo(85);
    assertThat(total(minute(60), NEXT)).isEqualTo(100);
    assertThat(scoring.score(1, minute(-1))).isInstanceOf(Result.NotKnownThen.class);
  }

  @Test
  void aPolicyThatNeverWasInForceIsNoneToScoreBy() {
    // given
    scoring.batch(captured(ADA, 0));
    ReadScore read =
        new ReadScore(
            new LeadsInMemory(),
            new LeadsInMemory(),
            () -> POLICY,
            _ -> Optional.empty(),
            () -> MONDAY_MORNING);
    // when, then
    assertThat(read.of(ADA.id(), null, "test-9")).isInstanceOf(Result.NoSuchPolicy.class);
  }

  @Test
  void aLeadThatComesToAnotherModelIsScoredAsIfItHadAlwaysBeenThere() {
    // given
    Policy models =
        aPolicy()
            .engagement("form", 20)
            .variant(
                has("product"),
                aPolicy().named("special").fit("s", 1, always()).engagement("page", 7).build())
            .inShipped();
    var one = new ScoringWithoutInfrastructure(models);
    one.batch(captured(BO, 0), did(BO, "form", 1), did(BO, "page", 2));
    // when
    one.batch(captured(aLead(2).version(2).with("product", "x").build(), 3));
    // then
    assertThat(one.scores().get(1).score().total()).isEqualTo(20);
    assertThat(one.lastSaid().score().total()).isEqualTo(8);
  }

  private int total(Instant at, Policy... by) {
    return ((Result.Scored) Objects.requireNonNull(scoring.score(1, at, by))).score().total();
  }

  private static Instant minute(long minute) {
    return MONDAY_MORNING.plus(Duration.ofMinutes(minute));
  }

  private static Envelope<LeadsMerged> merged(
      LeadSnapshot told, LeadSnapshot survivor, LeadSnapshot absorbed) {
    return anEnvelopeOf(new LeadsMerged(told, survivor.id(), absorbed.id(), "email"))
        .number(told.equals(absorbed) ? 2 : 1)
        .at(minute(600))
        .build();
  }
}
