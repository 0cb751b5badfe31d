package dev.leadline.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Activity;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.Score;
import dev.leadline.policy.Catalogue;
import dev.leadline.policy.Catalogue.ActivityType;
import dev.leadline.policy.Catalogue.Field;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Condition.Match;
import dev.leadline.policy.Facts;
import dev.leadline.policy.Segment;
import dev.leadline.policy.cel.ConditionCompiler.Compilation.Compiled;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final ActivityType PAGE_VIEWED =
      new ActivityType(
          "page_viewed",
          Map.of("path", Catalogue.Type.TEXT, "seconds", Catalogue.Type.INTEGER),
          Map.of());
  private static final Vocabulary VOCABULARY = vocabulary();
  private static final ConditionCompiler COMPILER = new ConditionCompiler(VOCABULARY);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lead.employees >= 200 && lead.employees < 2000",
        "lead.country in ['US', 'CA']",
        "lead.country in lists.emea || lead.country == 'US'",
        "lead.annualRevenue > 1000000 && lead.annualRevenue > 1.5",
        "!lead.consent",
        "'routing' in lead.interests",
        "segment.mid_market && !segment.enterprise",
        "activity.path.startsWith('/pricing') && activity.type == 'page_viewed'",
        "activity.source == 'website'",
        "score.total >= 80 && score.grade == 'A' && score.qualified && !score.handRaised",
        "lead.jobTitle.matches(r'(?i)\\bvp\\b')",
        "lead.jobTitle.lowerAscii().contains('vp')",
        "has(lead.employees) && !has(lead.company)",
      })
  void aConditionThatHoldsMatches(String source) {
    assertThat(compiled(source).test(facts())).isEqualTo(new Match.Matched());
    assertThat(compiled("!(" + source + ")").test(facts())).isEqualTo(new Match.NotMatched());
  }

  @ParameterizedTest
  @CsvSource({
    "true || lead.company == 'x', true",
    "lead.company == 'x' || true, true",
    "false && lead.company == 'x', false",
    "lead.company == 'x' && false, false",
    "lead.employees > 1 ? true : lead.company == 'x', true",
    "has(lead.company) && lead.company == 'x', false",
    "!has(lead.company) || lead.company == 'x', true",
  })
  void aMissingFieldThatCannotDecideDoesNotMatter(String source, boolean matched) {
    assertThat(compiled(source).test(facts()).matched()).isEqualTo(matched);
    assertThat(compiled(source).test(facts())).isNotInstanceOf(Match.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "lead.company == 'x'; lead.company",
        "!(lead.company == 'x'); lead.company",
        "true && lead.company == 'x'; lead.company",
        "false || lead.company == 'x'; lead.company",
        "lead.company == 'x' && lead.city == 'y'; lead.company, lead.city",
        "lead.company == 'x' || lead.city == 'y'; lead.company, lead.city",
        "lead.company == 'x' ? true : false; lead.company",
        "lead.company.startsWith(lead.city); lead.company, lead.city",
        "lead.company in lists.emea; lead.company",
        "activity.seconds > 3; activity.seconds",
        "segment.in_city; lead.city",
        "!segment.in_city || lead.company == 'x'; lead.city, lead.company",
      })
  void aMissingFieldThatIsNeededIsUnknownAndNamed(String source, String missing) {
    // when
    Match match = compiled(source).test(facts());

    // then
    assertThat(match).isEqualTo(new Match.Unknown(new TreeSet<>(List.of(missing.split(", ")))));
    assertThat(match.matched()).isFalse();
  }

  @Test
  void whatIsNotAtHandIsMissing() {
    assertThat(compiled("score.total > 1").test(Facts.of(lead())))
        .isEqualTo(new Match.Unknown(new TreeSet<>(Set.of("score.total"))));
    assertThat(compiled("activity.path == '/'").test(Facts.of(lead())))
        .isEqualTo(new Match.Unknown(new TreeSet<>(Set.of("activity.path"))));
  }

  @Test
  void aValueOfAnotherTypeThanDeclaredIsMissing() {
    // given
    Facts facts = Facts.of(lead(Map.of("employees", "many")));

    // then
    assertThat(compiled("lead.employees > 3").test(facts))
        .isEqualTo(new Match.Unknown(new TreeSet<>(Set.of("lead.employees"))));
    assertThat(compiled("has(lead.employees)").test(facts)).isEqualTo(new Match.NotMatched());
  }

  @Test
  void aFailedEvaluationIsUnknownAndSaysWhy() {
    // given
    Condition condition = compiled("1 / (lead.employees - 250) > 3");

    // then
    assertThat(condition.test(facts()).matched()).isFalse();
    assertThat(condition.explain("ratio", facts()))
        .isEqualTo(
            Reason.unknown("ratio", "evaluation failed: evaluation error at <input>:2: / by zero"));
  }

  @Test
  void anExplanationShowsTheValuesThatDecided() {
    assertThat(
            compiled("lead.employees > 3 && lead.country in lists.emea && segment.enterprise")
                .explain("emea", facts()))
        .isEqualTo(
            Reason.notMatched("emea", "country=\"US\", employees=250, segment.enterprise=false"));
    assertThat(
            compiled("lead.country in lists.emea && segment.enterprise && segment.in_city")
                .explain("emea", facts()))
        .isEqualTo(
            Reason.notMatched(
                "emea",
                "country=\"US\", segment.enterprise=false (employees=250), segment.in_city=missing (city=missing)"));
    assertThat(
            compiled(
                    "activity.path == '/pricing/eu' && 'routing' in lead.interests && score.fit > 1")
                .explain("page", facts()))
        .isEqualTo(
            Reason.matched(
                "page",
                "activity.path=\"/pricing/eu\", interests=[\"routing\", \"scoring\"], score.fit=50"));
    assertThat(compiled("true || lead.company == 'x'").explain("any", facts()))
        .isEqualTo(Reason.matched("any", "company=missing"));
  }

  @Test
  void anExplanationNamesWhatIsMissing() {
    assertThat(compiled("lead.company == 'x' && lead.city == 'y'").explain("named", facts()))
        .isEqualTo(Reason.unknown("named", "missing lead.city, lead.company"));
  }

  @Test
  void anExplanationHidesWhoThePersonIs() {
    assertThat(compiled("lead.email.endsWith('.example') && has(lead.phone)").explain("m", facts()))
        .isEqualTo(Reason.notMatched("m", "email=present, phone=missing"));
  }

  @Test
  void anExplanationShortensLongText() {
    // given
    Facts facts = Facts.of(lead(Map.of("jobTitle", "é".repeat(200))));

    // then
    assertThat(compiled("lead.jobTitle == 'x'").explain("long", facts).detail())
        .isEqualTo("jobTitle=\"" + "é".repeat(79) + "…\"");
  }

  @Test
  void aConditionKnowsItsTextAndItsVariables() {
    // given
    Condition condition = compiled("has(lead.company) || lead.country in lists.emea");

    // then
    assertThat(condition.source()).isEqualTo("has(lead.company) || lead.country in lists.emea");
    assertThat(condition.variables()).containsExactly("lead.company", "lead.country", "lists.emea");
  }

  private static Vocabulary vocabulary() {
    Map<String, Field> fields = new LinkedHashMap<>();
    Stream.of("company", "country", "jobTitle", "city")
        .forEach(name -> fields.put(name, field(name, Catalogue.Type.TEXT, false)));
    Stream.of("email", "phone")
        .forEach(name -> fields.put(name, field(name, Catalogue.Type.TEXT, true)));
    fields.put("employees", field("employees", Catalogue.Type.INTEGER, false));
    fields.put("annualRevenue", field("annualRevenue", Catalogue.Type.DECIMAL, false));
    fields.put("consent", field("consent", Catalogue.Type.BOOLEAN, false));
    fields.put("interests", field("interests", Catalogue.Type.TEXT_LIST, false));
    Vocabulary ofLeads =
        Vocabulary.of(new Catalogue(fields, Map.of()), Map.of("emea", List.of("DE", "FR")));
    ConditionCompiler compiler = new ConditionCompiler(ofLeads);
    return ofLeads
        .withSegments(
            List.of(
                new Segment("enterprise", compiled(compiler, "lead.employees >= 2000")),
                new Segment("mid_market", compiled(compiler, "lead.employees >= 200")),
                new Segment("in_city", compiled(compiler, "lead.city != ''"))))
        .withActivity(PAGE_VIEWED)
        .withScore();
  }

  private static Field field(String name, Catalogue.Type type, boolean personal) {
    return new Field(name, type, Map.of(), false, Set.of(), personal);
  }

  static Condition compiled(String source) {
    return compiled(COMPILER, source);
  }

  private static Condition compiled(ConditionCompiler compiler, String source) {
    assertThat(compiler.compile(source)).isInstanceOf(Compiled.class);
    return ((Compiled) compiler.compile(source)).condition();
  }

  static Facts facts() {
    return Facts.of(lead())
        .with(new Activity("page_viewed", "website", Map.of("path", "/pricing/eu")))
        .with(new Score(50, 40, 90, "A", true, false));
  }

  private static LeadSnapshot lead() {
    return lead(
        Map.of(
            "email",
            "ada@acme.example",
            "employees",
            250L,
            "country",
            "US",
            "annualRevenue",
            2_500_000L,
            "consent",
            false,
            "jobTitle",
            "VP of Sales",
            "interests",
            List.of("routing", "scoring")));
  }

  static LeadSnapshot lead(Map<String, Object> fields) {
    return new LeadSnapshot(
        new LeadId(new UUID(1, 1)), 1, Instant.parse("2026-11-21T15:00:00Z"), fields);
  }
}
