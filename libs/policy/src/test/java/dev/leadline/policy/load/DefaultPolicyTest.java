package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.policy.Facts;
import dev.leadline.policy.LifecyclePolicy.Transition;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.RoutingPolicy.Destination.ToPool;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.policy.RoutingPolicy.Suppression;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.FitRule;
import dev.leadline.policy.time.WorkingCalendar;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultPolicyTest {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("leadline.root", "../.."), "policies", "default");
  private static final Policy POLICY = TestPolicies.load(DIRECTORY);
  private static final Map<String, Object> DIRECTOR_OF_A_BANK =
      Map.of(
          "email", "ada@bigbank.example",
          "phone", "+12125550123",
          "company", "Big Bank",
          "companyDomain", "bigbank.example",
          "jobTitle", "Director of Sales Operations",
          "employees", 12_000L,
          "industry", "Financial Services",
          "country", "US");

  @Test
  void hasNoIssues() {
    // when
    PolicyLoad load = PolicyLoader.load(DIRECTORY);

    // then
    assertThat(load).isInstanceOf(Loaded.class);
    assertThat(((Loaded) load).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"12000, US", "12000, DE", "800, GB"})
  void aGoodFitAndAFormQualifyAndNeitherDoesAlone(long employees, String country) {
    // given
    Facts facts = facts(Map.of("employees", employees, "country", country));
    int form =
        POLICY.scoring().engagement().stream()
            .filter(rule -> rule.id().equals("form"))
            .mapToInt(EngagementRule::points)
            .sum();

    // then
    assertThat(fit(facts)).isLessThan(POLICY.scoring().qualify().enter());
    assertThat(fit(facts) + form).isGreaterThanOrEqualTo(POLICY.scoring().qualify().enter());
  }

  @Test
  void anAskForContactIsAHandRaise() {
    assertThat(POLICY.scoring().handRaises())
        .extracting(handRaise -> handRaise.on())
        .containsExactly("demo_requested", "contact_sales_requested");
  }

  @ParameterizedTest
  @CsvSource({
    "12000, US, enterprise-na",
    "12000, CA, enterprise-na",
    "12000, DE, dach",
    "12000, FR, enterprise-emea",
    "12000, 'NO', enterprise-emea",
    "800, AT, dach",
    "800, US, mid-market",
    "800, FR, inbound",
    "12000, JP, inbound",
    "12, US, inbound",
  })
  void leadsGoToThePoolOfTheirMarket(long employees, String country, String pool) {
    assertThat(destination(facts(Map.of("employees", employees, "country", country))))
        .isEqualTo(new ToPool(pool));
  }

  @Test
  void aLeadOfWhichNothingIsKnownGoesToInbound() {
    assertThat(destination(Facts.of(lead(Map.of("phone", "+12125550123")))))
        .isEqualTo(new ToPool("inbound"));
  }

  @Test
  void theInboundPoolAssignsAtAnyHour() {
    // given
    Pool inbound = pool("inbound");

    // then
    assertThat(inbound.hours()).isNull();
    assertThat(inbound.skills()).isEmpty();
    assertThat(inbound.members())
        .allSatisfy(member -> {
          Rep rep = Objects.requireNonNull(POLICY.routing().reps().get(member.rep()));
          assertThat(rep.active()).isTrue();
          assertThat(rep.calendar()).isEqualTo(WorkingCalendar.ALWAYS);
          assertThat(rep.leave()).isEmpty();
          assertThat(rep.caps().open()).isNull();
          assertThat(rep.caps().perDay()).isNull();
          assertThat(rep.caps().perWeek()).isNull();
        });
  }

  @Test
  void everyOtherPoolFallsOverToInboundWithoutWaiting() {
    assertThat(POLICY.routing().pools().values())
        .filteredOn(pool -> !pool.id().equals("inbound"))
        .allSatisfy(pool -> {
          assertThat(pool.nobody().hold()).isNull();
          assertThat(pool.nobody().then()).isEqualTo(new ToPool("inbound"));
        });
  }

  @Test
  void competitorsAndStudentsAreSuppressed() {
    assertThat(suppressions(facts(Map.of("companyDomain", "rival-routing.example"))))
        .containsExactly("competitor");
    assertThat(suppressions(facts(Map.of("email", "kim@gmail.com", "jobTitle", "Student"))))
        .containsExactly("free-mail-student");
    assertThat(suppressions(facts(Map.of("consent", false)))).containsExactly("opted-out");
    assertThat(suppressions(facts(Map.of()))).isEmpty();
  }

  @Test
  void aKnownCompanyMakesALeadAndAQualifyingScoreAnMql() {
    // given
    Facts known = facts(Map.of());
    Facts qualified = known.with(new Score(60, 30, 90, "B", true, false));

    // then
    assertThat(systemMove("subscriber", known)).isEqualTo("lead");
    assertThat(systemMove("subscriber", Facts.of(lead(Map.of("email", "kim@gmail.com")))))
        .isEqualTo("subscriber");
    assertThat(systemMove("lead", known)).isEqualTo("lead");
    assertThat(systemMove("lead", qualified)).isEqualTo("mql");
    assertThat(systemMove("recycled", qualified)).isEqualTo("mql");
    assertThat(systemMove("mql", known)).isEqualTo("mql");
  }

  @Test
  void segmentsOfALeadStandInOrder() {
    assertThat(POLICY.segmentsOf(lead(Map.of("employees", 12_000L, "country", "DE"))))
        .containsExactly("enterprise", "dach");
    assertThat(POLICY.segmentsOf(lead(Map.of("annualRevenue", 6e8)))).containsExactly("enterprise");
    assertThat(POLICY.segmentsOf(lead(Map.of("email", "Kim@GMail.com"))))
        .containsExactly("free_mail");
  }

  private static int fit(Facts facts) {
    return POLICY.scoring().fit().stream()
        .filter(rule -> rule.when().test(facts).matched())
        .mapToInt(FitRule::points)
        .sum();
  }

  private static Object destination(Facts facts) {
    return POLICY.routing().rules().stream()
        .filter(rule -> rule.when() == null || rule.when().test(facts).matched())
        .map(Rule::to)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> suppressions(Facts facts) {
    return POLICY.routing().suppress().stream()
        .filter(suppression ->
            suppression.when().test(facts.with(new Score(60, 30, 90, "B", true, false))).matched())
        .map(Suppression::id)
        .toList();
  }

  private static String systemMove(String stage, Facts facts) {
    return POLICY.lifecycle().transitions().stream()
        .filter(move -> move.from().contains(stage))
        .filter(move -> move.when() != null && move.when().test(facts).matched())
        .map(Transition::to)
        .findFirst()
        .orElse(stage);
  }

  private static Pool pool(String id) {
    return Objects.requireNonNull(POLICY.routing().pools().get(id));
  }

  /// A director of a bank, but for what is changed.
  private static Facts facts(Map<String, Object> changes) {
    Map<String, Object> fields = new HashMap<>(DIRECTOR_OF_A_BANK);
    fields.putAll(changes);
    return Facts.of(lead(fields));
  }

  private static LeadSnapshot lead(Map<String, Object> fields) {
    return new LeadSnapshot(
        new LeadId(new UUID(1, 1)), 1, Instant.parse("2026-11-21T15:00:00Z"), fields);
  }
}
