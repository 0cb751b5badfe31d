package dev.leadline.routing.explanation;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.routing.assignment.Books;
import dev.leadline.routing.assignment.Decision;
import dev.leadline.routing.assignment.Explanation;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.RoutingDecider;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.roster.Attendance;
import dev.leadline.routing.roster.Roster;
import dev.leadline.testsupport.LeadBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// With the policy of the example company, at ten in New York and four in Berlin.
class WhyNotTest {
  private static final Instant NOW = MONDAY_MORNING.plus(Duration.ofHours(6));
  private static final Policy POLICY =
      switch (PolicyLoader.load(
          Path.of(System.getProperty("leadline.root", ".."), "policies", "default"))) {
        case PolicyLoad.Loaded loaded -> loaded.policy();
        case PolicyLoad.Rejected(var issues) -> throw new AssertionError(issues.toString());
      };

  private final RoutingDecider decider = new RoutingDecider(POLICY);
  private final Attendance attendance = new Attendance(POLICY, Roster.of(POLICY, List.of()), NOW);
  private final Books books = seated();

  @Test
  void theStorySaysWhatCameOfItAndHow() {
    // when
    Explanation explanation = routed(bank().build()).explanation();
    // then
    assertThat(Story.of(explanation))
        .containsExactly(
            "The lead went to ana of pool 'enterprise-na' by rule 'enterprise-na'.",
            "Suppression 'competitor' did not match: companyDomain=\"bank.example\".",
            "Suppression 'free-mail-student' did not match: jobTitle=missing,"
                + " seniority=missing, segment.free_mail=false (email=present).",
            "Suppression 'opted-out' could not be decided: missing lead.consent, score.handRaised.",
            "Keeping the owner (same-person) did not match: no owner before.",
            "Keeping the owner (same-account) did not match: no owner of the account.",
            "Rule 'enterprise-na' matched: country=\"US\", segment.enterprise=true"
                + " (annualRevenue=missing, employees=12000).",
            "Pool 'enterprise-na' was asked: 2 of 3 available, 1 OUTSIDE_HOURS.",
            "chen is outside working hours.",
            "ana was next by share: weight 2, and before this lead ana had exactly their share.");
  }

  @Test
  void aRuleThatDidNotMatchIsNamedAndTheFieldThatWouldMakeIt() {
    // when
    WhyNot why = why(new Target.ToRep("greta"), bank().build());
    // then
    assertThat(why.obstacle().condition()).isEqualTo("enterprise-na");
    assertThat(why.obstacle().words())
        .isEqualTo(
            "Rule 'enterprise-na' matched: country=\"US\", segment.enterprise=true"
                + " (annualRevenue=missing, employees=12000). It comes"
                + " before rule 'dach', which leads to rep 'greta'.");
    assertThat(why.change()).isEqualTo(new Change("country", "US", "DE"));
  }

  @Test
  void theNearestNumberIsTheSmallestChange() {
    // when
    WhyNot why = why(new Target.ToPool("mid-market"), bank().build());
    // then
    assertThat(why.obstacle().condition()).isEqualTo("enterprise-na");
    assertThat(why.change()).isEqualTo(new Change("employees", 12_000L, 1_999L));
  }

  @Test
  void aSuppressionComesBeforeEverythingElse() {
    // given
    LeadSnapshot rival = bank().with("companyDomain", "rival-routing.example").build();
    // when
    WhyNot why = why(new Target.ToPool("enterprise-na"), rival);
    // then
    assertThat(why.obstacle())
        .isEqualTo(
            new Obstacle(
                "suppress:competitor",
                "Suppression 'competitor' matched: companyDomain=\"rival-routing.example\"."));
    assertThat(why.change())
        .isEqualTo(new Change("companyDomain", "rival-routing.example", "acme.example"));
  }

  @Test
  void whatIsNotKnownIsNamed() {
    // when
    WhyNot why = why(new Target.ToPool("enterprise-na"), bank().without("employees").build());
    // then
    assertThat(why.obstacle().condition()).isEqualTo("enterprise-na");
    assertThat(why.obstacle().words())
        .isEqualTo(
            "Rule 'enterprise-na' could not be decided: missing lead.annualRevenue,"
                + " lead.employees.");
    assertThat(why.change()).isEqualTo(new Change("annualRevenue", null, 500_000_000.0));
  }

  @Test
  void aMemberWhoWasPassedOverIsToldWhy() {
    // then
    assertThat(why(new Target.ToRep("chen"), bank().build()).obstacle())
        .isEqualTo(new Obstacle("rep:chen", "chen is outside working hours."));
  }

  @Test
  void aMemberWhoseTurnItWasNotIsToldSo() {
    // when
    WhyNot why = why(new Target.ToRep("bo"), bank().build());
    // then
    assertThat(why.obstacle())
        .isEqualTo(
            new Obstacle(
                "pool:enterprise-na",
                "It was ana's turn: before this lead bo had exactly their share at weight 1 and"
                    + " had 0 open leads."));
    assertThat(why.change()).isNull();
    assertThat(why.asItIs()).isFalse();
  }

  @Test
  void whereNoRuleLeadsNothingHelps() {
    // when
    WhyNot why = why(new Target.ToRep("mara"), bank().build());
    // then
    assertThat(why.obstacle())
        .isEqualTo(new Obstacle("policy", "No rule of the policy leads to rep 'mara'."));
    assertThat(why.change()).isNull();
  }

  @Test
  void whoIsThereNowIsSaidToGetItAsItIs() {
    // given the night: nobody of the pool worked, so the lead went on to the inbound desk
    LeadSnapshot bank = bank().build();
    Attendance night = new Attendance(POLICY, attendance.roster(), NOW.plus(Duration.ofHours(12)));
    Routed routed = routed(bank, night);
    assertThat(routed.lead().owner()).contains("lena");
    // when
    WhyNot why =
        WhyNot.of(
            new Target.ToPool("enterprise-na"),
            routed.lead(),
            bank,
            routed.explanation(),
            decider,
            attendance,
            books);
    // then
    assertThat(why.obstacle())
        .isEqualTo(
            new Obstacle(
                "pool:enterprise-na",
                "Nobody of pool 'enterprise-na' could take the lead: 0 of 3 available, 3"
                    + " OUTSIDE_HOURS."));
    assertThat(why.asItIs()).isTrue();
  }

  private record Routed(LeadRouting lead, Explanation explanation) {}

  private static LeadBuilder bank() {
    return aLead()
        .with("company", "Bank")
        .with("companyDomain", "bank.example")
        .with("employees", 12_000L)
        .with("country", "US");
  }

  private WhyNot why(Target target, LeadSnapshot lead) {
    Routed routed = routed(lead);
    return WhyNot.of(target, routed.lead(), lead, routed.explanation(), decider, attendance, books);
  }

  private Routed routed(LeadSnapshot lead) {
    return routed(lead, attendance);
  }

  private Routed routed(LeadSnapshot lead, Attendance present) {
    RoutingInput reached = new RoutingInput.StageReached(lead, "mql", 1, null);
    LeadRouting unknown = LeadRouting.unknown(lead.id());
    Decision.Decided decided =
        (Decision.Decided)
            decider.decide(
                unknown, reached, decider.plan(unknown, reached, present.now()), present, books);
    books.takeOver(decided.sheet());
    return new Routed(
        decided.next(),
        Explanation.of(decided, present.now(), POLICY.version(), 0, Actor.system("routing"))
            .orElseThrow());
  }

  private Books seated() {
    Books empty = Books.empty();
    attendance
        .roster()
        .pools()
        .forEach(pool -> empty.write(pool.id(), empty.pool(pool.id()).seat(pool.members())));
    return empty;
  }
}
