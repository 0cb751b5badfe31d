package dev.leadline.scoring.sheet;

import static dev.leadline.scoring.ScoringPolicies.aPolicy;
import static dev.leadline.scoring.ScoringPolicies.has;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.ScoreLine;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.policy.ScoringPolicy.HandRaise;
import dev.leadline.scoring.ScoringPolicies;
import dev.leadline.scoring.engagement.Contribution;
import dev.leadline.scoring.engagement.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private static final LeadSnapshot LEAD = aLead().with("company", "Acme").build();

  @Test
  void fitAndEngagementAddUp() {
    // given
    ScoringPolicies policy =
        aPolicy().fit("has-company", 25, has("company")).engagement("form", 20);
    // when
    ScoreSheet sheet = sheet(policy, award("form", 1, 20));
    // then
    assertThat(sheet.score().fit()).isEqualTo(25);
    assertThat(sheet.score().engagement()).isEqualTo(20);
    assertThat(sheet.score().total()).isEqualTo(45);
    assertThat(sheet.score().grade()).isEqualTo("C");
    assertThat(sheet.ledger())
        .containsExactly(
            new LedgerLine("has-company", "fit", 25, 25, 25, null, null, null),
            new LedgerLine("form", "engagement", 20, 20, 20, time(1), event(1), null));
    assertThat(sheet.told())
        .containsExactly(
            new ScoreLine("has-company", "fit", 25, 25, null, null, null),
            new ScoreLine("form", "engagement", 20, 20, time(1), event(1), null));
  }

  @Test
  void theCapOfARuleLowersTheLineThatGoesOverIt() {
    // given
    ScoringPolicies policy = aPolicy().engagement("page", 8, null, 12, new Decay.None());
    // when
    ScoreSheet sheet = sheet(policy, award("page", 1, 8), award("page", 2, 8), award("page", 3, 8));
    // then
    assertThat(sheet.ledger())
        .extracting(LedgerLine::points, LedgerLine::awarded, LedgerLine::cutBy)
        .containsExactly(tuple(8, 8, null), tuple(4, 8, "cap:page"), tuple(0, 8, "cap:page"));
    assertThat(sheet.score().total()).isEqualTo(12);
  }

  @Test
  void theCapOfAPenaltyBoundsWhatItTakesAway() {
    // given
    ScoringPolicies policy = aPolicy().engagement("careers", -10, null, 15, new Decay.None());
    // when
    ScoreSheet sheet = sheet(policy, award("careers", 1, -10), award("careers", 2, -10));
    // then
    assertThat(sheet.score().total()).isEqualTo(-15);
  }

  @Test
  void theCapsOfRuleGroupScoreAndTotalCutInThatOrder() {
    // given: each leaves the next something to cut
    ScoringPolicies policy =
        aPolicy()
            .limits(40, 30, 25)
            .group("size", 35)
            .group("web", 27)
            .fit("has-company", 25, has("company"), "size")
            .fit("known", 20, ScoringPolicies.always(), "size")
            .engagement("page", 8, null, 12, new Decay.None(), "web")
            .engagement("form", 20, null, null, new Decay.None(), "web")
            .engagement("chat", 2);
    // when
    ScoreSheet sheet =
        sheet(
            policy,
            award("page", 1, 8),
            award("page", 2, 8),
            award("form", 3, 20),
            award("chat", 4, 2));
    // then
    assertThat(sheet.ledger())
        .extracting(LedgerLine::rule, LedgerLine::group, LedgerLine::points, LedgerLine::cutBy)
        .containsExactly(
            tuple("has-company", "fit", 25, null),
            tuple("known", "fit", 20, null),
            tuple("group:size", "fit", -10, null),
            tuple("limit:fit", "fit", -5, null),
            tuple("page", "engagement", 8, null),
            tuple("page", "engagement", 4, "cap:page"),
            tuple("form", "engagement", 20, null),
            tuple("chat", "engagement", 2, null),
            tuple("group:web", "engagement", -5, null),
            tuple("limit:engagement", "engagement", -4, null),
            tuple("limit:total", "total", -15, null));
    assertThat(sheet.score().fit()).isEqualTo(30);
    assertThat(sheet.score().engagement()).isEqualTo(25);
    assertThat(sheet.score().total()).isEqualTo(40);
  }

  @Test
  void aGroupLeavesAloneWhatIsNotInItAndAPenaltyInItMakesRoom() {
    // given
    ScoringPolicies policy =
        aPolicy()
            .group("mail", 10)
            .engagement("open", 8, null, null, new Decay.None(), "mail")
            .engagement("bounce", -5, null, null, new Decay.None(), "mail")
            .engagement("chat", 40);
    // when
    ScoreSheet sheet =
        sheet(
            policy,
            award("open", 1, 8),
            award("open", 2, 8),
            award("bounce", 3, -5),
            award("chat", 4, 40));
    // then: 8 + 8 - 5 - 1 in the group
    assertThat(sheet.score().total()).isEqualTo(50);
  }

  @Test
  void aGroupThatFadesUnderItsCapIsCutNoMore() {
    // given
    ScoringPolicies policy =
        aPolicy()
            .group("web", 25)
            .engagement("form", 20, null, null, new Decay.HalfLife(Duration.ofDays(14)), "web")
            .engagement("chat", 20, null, null, new Decay.None(), "web");
    List<Contribution> did = List.of(award("form", 0, 20), award("chat", 0, 20));
    // when, then
    assertThat(engagement(policy, did, Duration.ZERO)).isEqualTo(25);
    assertThat(engagement(policy, did, Duration.ofDays(14))).isEqualTo(25);
    assertThat(engagement(policy, did, Duration.ofDays(42))).isEqualTo(23);
  }

  @Test
  void theLedgerShowsWhatPointsHaveDecayedTo() {
    // given
    ScoringPolicies policy =
        aPolicy().engagement("form", 20, new Decay.HalfLife(Duration.ofDays(14)));
    // when
    ScoreSheet sheet =
        scorer(policy)
            .score(
                LEAD,
                List.of(award("form", 0, 20)),
                false,
                MONDAY_MORNING.plus(Duration.ofDays(14)));
    // then
    assertThat(sheet.ledger())
        .containsExactly(new LedgerLine("form", "engagement", 10, 20, 10, time(0), event(0), null));
  }

  @Test
  void theLedgerShowsWhatPointsHaveDecayedToThoughACapCutsThem() {
    // given
    ScoringPolicies policy =
        aPolicy().engagement("page", 20, null, 25, new Decay.HalfLife(Duration.ofDays(14)));
    List<Contribution> viewed = List.of(award("page", 0, 20), award("page", 1_209_600, 20));
    // when
    ScoreSheet sheet = scorer(policy).score(LEAD, viewed, false, time(1_209_600));
    // then
    assertThat(sheet.ledger())
        .extracting(
            LedgerLine::awarded, LedgerLine::decayedTo, LedgerLine::points, LedgerLine::cutBy)
        .containsExactly(tuple(20, 10, 10, null), tuple(20, 20, 15, "cap:page"));
    // when
    ScoreSheet later = scorer(policy).score(LEAD, viewed, false, time(1_209_600 + 604_800));
    // then
    assertThat(later.ledger())
        .extracting(LedgerLine::decayedTo, LedgerLine::points)
        .containsExactly(tuple(7, 7), tuple(14, 14));
  }

  @Test
  void whatHappenedLaterDoesNotCountYet() {
    // given
    ScoringPolicies policy = aPolicy().engagement("form", 20);
    // when
    ScoreSheet sheet = scorer(policy).score(LEAD, List.of(award("form", 60, 20)), false, time(59));
    // then
    assertThat(sheet.score().total()).isZero();
    assertThat(sheet.ledger()).isEmpty();
  }

  @Test
  void aLeadEntersAtEightyAndLeavesUnderSixty() {
    assertThat(qualified(79, false)).isFalse();
    assertThat(qualified(80, false)).isTrue();
    assertThat(qualified(60, true)).isTrue();
    assertThat(qualified(59, true)).isFalse();
  }

  @Test
  void aHandRaiseQualifiesWhateverTheScoreUntilTheHandIsDown() {
    // given
    Scorer scorer = scorer(aPolicy().handRaise("asked", "demo"));
    List<Contribution> asked = List.of(award("asked", 0, 0));
    Instant down = MONDAY_MORNING.plus(HandRaise.HOLDS);
    // when
    ScoreSheet up = scorer.score(LEAD, asked, false, down.minusSeconds(1));
    ScoreSheet after = scorer.score(LEAD, asked, true, down);
    // then
    assertThat(up.score().qualified()).isTrue();
    assertThat(up.score().handRaised()).isTrue();
    assertThat(up.score().total()).isZero();
    assertThat(after.score().qualified()).isFalse();
    assertThat(after.score().handRaised()).isFalse();
  }

  @Test
  void aVariantScoresTheLeadsItIsFor() {
    // given
    ScoringPolicy special =
        aPolicy().named("special").fit("s", 7, ScoringPolicies.always()).build();
    ScoringPolicies policy =
        aPolicy().fit("plain", 25, ScoringPolicies.always()).variant(has("company"), special);
    LeadSnapshot other = aLead().build();
    // when
    ScoreSheet its = scorer(policy).score(LEAD, List.of(), false, MONDAY_MORNING);
    ScoreSheet others = scorer(policy).score(other, List.of(), false, MONDAY_MORNING);
    // then
    assertThat(its.model()).isEqualTo("special");
    assertThat(its.score().fit()).isEqualTo(7);
    assertThat(others.model()).isEqualTo("test");
    assertThat(others.score().fit()).isEqualTo(25);
    assertThat(scorer(policy).because(LEAD))
        .extracting(Reason::rule)
        .containsExactly("model:special", "s");
  }

  @Test
  void gradesFollowTheBandsOfFit() {
    assertThat(grade(75)).isEqualTo("A");
    assertThat(grade(74)).isEqualTo("B");
    assertThat(grade(25)).isEqualTo("C");
    assertThat(grade(24)).isEqualTo("D");
    assertThat(grade(-40)).isEqualTo("D");
  }

  private static int engagement(
      ScoringPolicies policy, List<Contribution> contributions, Duration later) {
    return scorer(policy)
        .score(LEAD, contributions, false, MONDAY_MORNING.plus(later))
        .score()
        .engagement();
  }

  private static boolean qualified(int fit, boolean before) {
    ScoringPolicies policy = aPolicy().fit("fit", fit, ScoringPolicies.always());
    return scorer(policy).score(LEAD, List.of(), before, MONDAY_MORNING).score().qualified();
  }

  private static String grade(int fit) {
    ScoringPolicies policy = aPolicy().fit("fit", fit, ScoringPolicies.always());
    return sheet(policy).score().grade();
  }

  private static ScoreSheet sheet(ScoringPolicies policy, Contribution... contributions) {
    return scorer(policy)
        .score(LEAD, List.of(contributions), false, MONDAY_MORNING.plusSeconds(1_000));
  }

  private static Scorer scorer(ScoringPolicies policy) {
    ScoringPolicy built = policy.build();
    return new Scorer(built, new Rules(built));
  }

  private static Contribution award(String rule, int second, int points) {
    return new Contribution(rule, event(second), time(second), points);
  }

  private static UUID event(int number) {
    return DerivedIds.ofText("event-" + number);
  }

  private static Instant time(int second) {
    return MONDAY_MORNING.plusSeconds(second);
  }
}
