package dev.leadline.sla;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockMet;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadId;
import dev.leadline.events.Topics;
import dev.leadline.messaging.Duty;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.scorecard.Figure;
import dev.leadline.sla.scorecard.Grain;
import dev.leadline.sla.scorecard.RandomLives;
import dev.leadline.sla.scorecard.StraightCount;
import dev.leadline.sla.scorecard.StraightCount.Sum;
import dev.leadline.testsupport.EnvelopeBuilder;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A figure of the API equals the same figure of Prometheus over the same data, and both equal a
/// count made straight from the events.
@QuarkusTest
@WithTestResource(StackResource.class)
@WithTestResource(CommittedPromises.class)
class ScorecardIT {
  private static final String EVERY_SPLIT = "segment,source,team,rep,week";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// By all tests of this class: how long leads are in a stage looks at all that there ever were.
  private static final List<Envelope<?>> SAID = new ArrayList<>();

  private static final Set<LeadId> LEADS = new HashSet<>();

  @Inject ActivePolicy policies;
  @Inject DataSource database;

  private TestTopics topics;

  @BeforeEach
  void listen() {
    await().atMost(PATIENCE).until(() -> given().get("/q/health/ready").statusCode() == 200);
    topics = TestTopics.listeningTo(Topics.SLA);
  }

  @AfterEach
  void close() {
    topics.close();
  }

  /// Each seed lives in years of its own, so that no other lead happens to fall into them.
  @ParameterizedTest
  @ValueSource(longs = {7, 20_261_122})
  void everyFigureIsThatOfACountStraightFromTheEvents(long seed) {
    // given
    Instant begin = Instant.parse(seed == 7 ? "2019-03-03T05:00:00Z" : "2021-06-06T17:30:00Z");
    RandomLives lives = RandomLives.of(150, new Random(seed), begin);
    Instant from = begin.plus(Duration.ofDays(6));
    Instant to = begin.plus(Duration.ofDays(23));

    // when
    say(lives);

    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertSame(
                counted(withClocks(), from, to, Instant.now()),
                figures(from, to, Instant.now(), EVERY_SPLIT)));
    for (int days = 6; days < 30; days += 8) {
      Instant asOf = begin.plus(Duration.ofDays(days));
      assertSame(counted(SAID, from, to, asOf), figures(from, to, asOf, EVERY_SPLIT));
    }
  }

  @Test
  void prometheusTellsTheFiguresOfTheApi() {
    // given
    Instant begin = Instant.now().minus(RandomLives.LENGTH).minus(Duration.ofDays(20));
    RandomLives lives = RandomLives.of(60, new Random(11), begin.truncatedTo(ChronoUnit.SECONDS));
    say(lives);

    // then
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> {
          Map<String, Double> samples = samples();
          for (String window : List.of("today", "7d", "28d")) {
            Instant from = instant(samples, "leadline_scorecard_from_seconds", window);
            Instant to = instant(samples, "leadline_scorecard_to_seconds", window);
            Map<String, Double> told = new TreeMap<>(samples);
            told.keySet().removeIf(key -> !key.contains("window=\"" + window + "\""));
            told.keySet().removeIf(key -> key.matches("leadline_scorecard_(from|to)_seconds.*"));
            assertSame(asSamples(from, to, window), told);
          }
          assertThat(samples.keySet())
              .anyMatch(key -> key.startsWith("leadline_scorecard_stage_conversion_ratio{"));
        });
  }

  @Test
  void whatIsHeardOfLateCorrectsThePastOpenly() {
    // given
    Instant begin = Instant.parse("2017-01-02T00:00:00Z");
    RandomLives lives = RandomLives.of(150, new Random(3), begin);
    say(lives);
    Instant to = begin.plus(Duration.ofDays(14));
    Instant newest =
        lives.on(Topics.INTAKE).stream()
            .filter(it -> it.event() instanceof LeadCaptured)
            .filter(it -> it.time().isBefore(to) && !it.recordedAt().isBefore(to))
            .map(Envelope::recordedAt)
            .max(Instant::compareTo)
            .orElseThrow();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertSame(
                counted(SAID, begin, to, newest, "week"), figures(begin, to, newest, "week")));

    // then
    assertThat(captured(begin, to, Instant.now())).isEqualTo(newest.toString());
    assertThat(captured(begin, to, newest)).isEqualTo(newest.toString());
    assertThat(captured(begin, to, to.minusMillis(1))).isNull();
  }

  @Test
  void aForgottenLeadStaysInTheFiguresAndBelongsToNobody() throws SQLException {
    // given
    Instant begin = Instant.parse("2015-01-05T00:00:00Z");
    RandomLives lives = RandomLives.of(5, new Random(5), begin);
    say(lives);
    Instant to = begin.plus(Duration.ofDays(60));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertSame(counted(SAID, begin, to, to, "rep"), figures(begin, to, to, "rep")));
    LeadId forgotten = lives.leads().getFirst().id();
    Map<String, String> before = figures(begin, to, to, "rep");
    assertThat(facts(forgotten)).isPositive();

    // when
    topics.say(
        Topics.INTAKE,
        EnvelopeBuilder.anEnvelopeOf(new LeadErased(forgotten)).at(Instant.now()).build());

    // then
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(facts(forgotten)).isZero());
    assertThat(figures(begin, to, to, "rep")).isEqualTo(before);
  }

  @Test
  void theCardComesAsCsvToo() {
    // when
    Response byAccept = viewer("/api/scorecard", "text/csv");
    Response byName = viewer("/api/scorecard?format=csv&by=week", "application/json");

    // then
    for (Response csv : List.of(byAccept, byName)) {
      assertThat(csv.contentType()).startsWith("text/csv");
      assertThat(csv.asString().lines().findFirst())
          .hasValue(
              "from,to,as_of,figure,unit,of,by,part,value,numerator,denominator,corrected_at");
      assertThat(csv.asString().lines().map(line -> line.split(",", -1)[3]).distinct())
          .contains("leads-captured", "first-response-p90", "sourced-pipeline");
      assertThat(csv.asString().lines()).allMatch(line -> line.split(",", -1).length == 12);
    }
  }

  @Test
  void everyFigureSaysWhatItMeans() {
    JsonPath card = viewer("/api/scorecard", "application/json").jsonPath();

    assertThat(card.getList("figures.figure"))
        .containsExactlyElementsOf(Stream.of(Figure.values()).map(Figure::id).toList());
    assertThat(card.getList("figures.definition")).doesNotContainNull();
  }

  @Test
  void prometheusIsToldByTheMonitorOnDutyOnly() {
    // given
    await().atMost(PATIENCE).until(() -> !samples().isEmpty());

    // when
    QuarkusMock.installMockForType(() -> false, Duty.class);

    // then
    await().atMost(PATIENCE).until(() -> samples().isEmpty());

    // when
    QuarkusMock.installMockForType(() -> true, Duty.class);

    // then
    await().atMost(PATIENCE).until(() -> !samples().isEmpty());
  }

  @Test
  void whatCannotBeAnsweredIsSaid() {
    assertThat(problem("from=yesterday"))
        .isEqualTo(
            "Parameter 'from' is 'yesterday', not an instant such as '2026-03-02T09:00:00Z' or a day");
    assertThat(problem("from=2026-03-02&to=2026-03-02"))
        .isEqualTo("Period from '2026-03-02T00:00:00Z' to '2026-03-02T00:00:00Z' is empty");
    assertThat(problem("by=planet"))
        .isEqualTo("Parameter 'by' is 'planet', not segment, source, team, rep or week");
    assertThat(problem("format=pdf")).isEqualTo("Parameter 'format' is 'pdf', not json or csv");
    given().get("/api/scorecard").then().statusCode(401);
  }

  private void say(RandomLives lives) {
    for (String topic : List.of(Topics.INTAKE, Topics.LIFECYCLE, Topics.ROUTING)) {
      topics.say(topic, lives.on(topic));
      SAID.addAll(lives.on(topic));
    }
    lives.leads().forEach(lead -> LEADS.add(lead.id()));
  }

  /// With what the monitor itself said of these leads.
  private List<Envelope<?>> withClocks() {
    topics.listen(Duration.ofMillis(200));
    List<Envelope<?>> all = new ArrayList<>(SAID);
    all.addAll(topics.all(ClockMet.class, it -> LEADS.contains(it.lead().id())));
    all.addAll(topics.all(ClockBreached.class, it -> LEADS.contains(it.lead().id())));
    all.addAll(topics.all(ExceptionRaised.class, it -> LEADS.contains(it.lead())));
    return all;
  }

  /// The same keys with the same values; says only what differs.
  private static <V> void assertSame(Map<String, V> expected, Map<String, V> told) {
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(told.keySet());
    assertThat(
            keys.stream()
                .filter(key -> !Objects.equals(expected.get(key), told.get(key)))
                .map(
                    key -> "%s is %s, told as %s".formatted(key, expected.get(key), told.get(key))))
        .isEmpty();
    assertThat(expected).isNotEmpty();
  }

  /// The API's answer by `figure|of|by|part`: value, counts above and below the line.
  private static Map<String, String> figures(Instant from, Instant to, Instant asOf, String by) {
    Map<String, String> figures = new TreeMap<>();
    for (JsonNode figure : card(from, to, asOf, by).get("figures")) {
      for (JsonNode measure : figure.get("measures")) {
        String key =
            String.join(
                "|",
                figure.get("figure").asText(),
                text(measure, "of"),
                text(measure, "by"),
                text(measure, "part"));
        figures.put(key, told(measure));
      }
    }
    figures.keySet().removeIf(ScorecardIT::isCommitment);
    figures.values().removeIf(NOTHING::contains);
    return figures;
  }

  /// What is committed is told beside, not counted.
  private static boolean isCommitment(String key) {
    return key.startsWith("commitment-delivery|mqls||");
  }

  /// A figure as a whole of which there was nothing.
  private static final Set<String> NOTHING = Set.of("0.000 0 -", "0.000 0 0", "- 0 0", "- - 0");

  private static String told(JsonNode measure) {
    String value =
        measure.path("value").isNumber() ? "%.3f".formatted(measure.get("value").asDouble()) : "-";
    return value + " " + count(measure, "numerator") + " " + count(measure, "denominator");
  }

  private static String count(JsonNode measure, String name) {
    return measure.path(name).isNumber() ? measure.get(name).asText() : "-";
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText("");
  }

  private Map<String, String> counted(
      List<Envelope<?>> events, Instant from, Instant to, Instant asOf) {
    return counted(events, from, to, asOf, EVERY_SPLIT);
  }

  /// The same by the straight count.
  private Map<String, String> counted(
      List<Envelope<?>> events, Instant from, Instant to, Instant asOf, String by) {
    Map<String, Sum> sums = new StraightCount(policies.get(), events, from, to, asOf).sums();
    Map<String, String> figures = new TreeMap<>();
    sums.forEach((key, sum) -> {
      String[] parts = key.split("\\|", -1);
      if (!parts[2].isEmpty() && !List.of(by.split(",", -1)).contains(parts[2])) {
        return;
      }
      switch (parts[0]) {
        case "first-response", "stage-age" -> {
          String rest = key.substring(parts[0].length());
          String count = " - " + sum.seconds.size();
          figures.put(parts[0] + "-median" + rest, "%.3f".formatted(sum.quantile(0.5)) + count);
          figures.put(parts[0] + "-p90" + rest, "%.3f".formatted(sum.quantile(0.9)) + count);
        }
        case "leads-captured", "workflow-errors" ->
            figures.put(key, "%.3f %d -".formatted((double) sum.above, sum.above));
        case "sourced-pipeline" ->
            figures.put(key, "%.3f %d %d".formatted((double) sum.above, sum.above, sum.below));
        case "commitment-delivery" -> figures.put(key, "- %d -".formatted(sum.above));
        case "cohort-conversion" -> {
          Sum cohort = sums.get("leads-captured||" + parts[2] + "|" + parts[3]);
          figures.put(key, share(sum.above, Objects.requireNonNull(cohort).above));
        }
        default -> figures.put(key, share(sum.above, sum.below));
      }
    });
    figures.keySet().removeIf(ScorecardIT::isCommitment);
    return figures;
  }

  private static String share(long above, long below) {
    return "%.3f %d %d".formatted((double) above / below, above, below);
  }

  private static JsonNode card(Instant from, Instant to, Instant asOf, String by) {
    try {
      return EventCodec.mapper()
          .readTree(
              viewer(
                      "/api/scorecard?from=%s&to=%s&asOf=%s&by=%s".formatted(from, to, asOf, by),
                      "application/json")
                  .asString());
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private static String captured(Instant from, Instant to, Instant asOf) {
    return viewer(
            "/api/scorecard?from=%s&to=%s&asOf=%s".formatted(from, to, asOf), "application/json")
        .path("figures.find { it.figure == 'leads-captured' }.measures[0].correctedAt");
  }

  private long facts(LeadId lead) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select count(*) from scorecard_fact where lead_id = ?")) {
      select.setObject(1, lead.value());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static final Pattern SAMPLE = Pattern.compile("(leadline_scorecard_\\w+\\{.*}) (\\S+)");

  private static Map<String, Double> samples() {
    Map<String, Double> samples = new HashMap<>();
    given()
        .get("/q/metrics")
        .asString()
        .lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .forEach(it -> samples.put(it.group(1), Double.valueOf(it.group(2))));
    return samples;
  }

  private static Instant instant(Map<String, Double> samples, String name, String window) {
    Double seconds = samples.get(name + "{window=\"" + window + "\"}");
    assertThat(seconds).as(name).isNotNull();
    return Instant.ofEpochMilli(Math.round(Objects.requireNonNull(seconds) * 1e3));
  }

  /// What Prometheus ought to show, out of the API's answer.
  private static Map<String, Double> asSamples(Instant from, Instant to, String window) {
    Map<String, Double> samples = new TreeMap<>();
    for (JsonNode figure : card(from, to, to, "segment,source,team").get("figures")) {
      Figure of =
          Figure.valueOf(figure.get("figure").asText().replace('-', '_').toUpperCase(Locale.ROOT));
      for (JsonNode measure : figure.get("measures")) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("window", window);
        labels.put("by", measure.path("by").asText("all"));
        labels.put("part", measure.path("part").asText("all"));
        if (of.grain() != Grain.ALL) {
          labels.put(of.grain().label(), measure.path("of").asText("all"));
        }
        if (measure.path("value").isNumber()) {
          samples.put(
              sample(of.gauge().replace('.', '_'), labels), measure.get("value").asDouble());
        }
        for (String side : List.of("numerator", "denominator")) {
          if (!measure.path("by").isTextual() && measure.path(side).isNumber()) {
            samples.put(
                sample(
                    "leadline_scorecard_" + side,
                    new TreeMap<>(
                        Map.of(
                            "window", window,
                            "figure", of.id(),
                            "of", measure.path("of").asText("all")))),
                measure.get(side).asDouble());
          }
        }
      }
    }
    return samples;
  }

  private static String sample(String name, Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
        .collect(Collectors.joining(",", name + "{", "}"));
  }

  private static String problem(String query) {
    Response response = viewer("/api/scorecard?" + query, "application/json");
    assertThat(response.statusCode()).isEqualTo(400);
    return response.path("detail");
  }

  private static Response viewer(String path, String accept) {
    return given().header("Authorization", "Bearer viewer-token").accept(accept).get(path);
  }
}
