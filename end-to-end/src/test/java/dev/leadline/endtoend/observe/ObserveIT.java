package dev.leadline.endtoend.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.leadline.endtoend.SystemUnderTest;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.traffic.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Boards, rules and alerts are true of the running system, watched under traffic.
@ExtendWith(SystemUnderTest.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObserveIT {
  private static final int LEADS = 60;
  private static final int PER_SECOND = 6;
  private static final int MOST_OF_A_LIBRARY = 250;
  private static final double MILLISECOND = 0.001;
  private static final Pattern PERSONAL = Pattern.compile(".*@.*|.*[0-9a-f]{8}-[0-9a-f]{4}-.*");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
  private static final Pattern GAUGE =
      Pattern.compile("^# TYPE (leadline_\\w+) gauge$", Pattern.MULTILINE);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// What a young and healthy system has none of, and why.
  private static final Map<String, String> NOT_AT_ONCE =
      Map.of(
          "leadline:source_deliveries:expected1h",
          "there is no week before the first",
          "leadline:source_deliveries:rate1h offset",
          "there is no week before the first",
          "{reason=~\"NO_RULE_MATCHED|NO_CANDIDATE|POOL_EMPTY|OWNER_INACTIVE\"}",
          "routing found somebody for every lead; that the reasons exist is held by ExpressionsTest");

  private static final List<String> OF_A_PROCESS =
      List.of(
          "leadline_records_in_flight",
          "leadline_consumer_lag_records",
          "leadline_policy_info",
          "leadline_policy_rejected");

  private final SystemUnderTest system;
  private WatchedSystem watched;
  private Prometheus prometheus;
  private Instant shownBy;

  ObserveIT(SystemUnderTest system) {
    this.system = system;
  }

  @BeforeAll
  void watchTraffic(@TempDir Path folder) throws Exception {
    Programs.needed("prometheus");
    Programs.needed("prometheus-alertmanager", "alertmanager");
    watched = new WatchedSystem(system, folder);
    prometheus = watched.prometheus();
    watched.traffic(LEADS, PER_SECOND);
    await("gauges that are looked at now and then")
        .atMost(PATIENCE)
        .until(() ->
            !prometheus.query("leadline_scorecard_first_response_p90_seconds").isEmpty()
                && !prometheus.query("leadline_exceptions_oldest_seconds").isEmpty()
                && !prometheus.query("leadline:routing_rule_drift:sigma").isEmpty());
    shownBy = Instant.now().plus(PATIENCE);
  }

  @AfterAll
  void stop() {
    if (watched != null) {
      watched.close();
    }
  }

  static Stream<Expression> shown() {
    return Expressions.shown().map(Expression::withoutNought);
  }

  @ParameterizedTest
  @MethodSource("shown")
  @Order(1)
  void whatIsShownOrRecordedIsThere(Expression expression) {
    awaitData(expression.text());
  }

  static Stream<Expression> expressions() {
    return Expressions.all();
  }

  @ParameterizedTest
  @MethodSource("expressions")
  @Order(2)
  void anExpressionTakesWhatThereIsByLabelsThatThereAre(Expression expression) {
    prometheus.query(expression.text());
    Set<String> labels = new TreeSet<>();
    for (Selector selector : expression.selectors()) {
      awaitData(selector.text());
      Set<String> found = labelsOf(selector.metric());
      assertThat(found).as("labels of %s", selector.metric()).containsAll(selector.labels());
      labels.addAll(found);
    }
    assertThat(labels).as("labels that it groups by").containsAll(expression.grouping());
  }

  /// The labels of a metric, or of what it is recorded from where that takes weeks.
  private Set<String> labelsOf(String metric) {
    Set<String> found = prometheus.labelsOf(metric);
    if (found.isEmpty()) {
      AlertRules.recordings().stream()
          .filter(rule -> rule.path("record").asText().equals(metric))
          .flatMap(rule -> new Expression(rule.path("expr").asText()).selectors().stream())
          .forEach(source -> found.addAll(labelsOf(source.metric())));
    }
    return found;
  }

  private void awaitData(String expression) {
    if (NOT_AT_ONCE.keySet().stream().anyMatch(expression::contains)) {
      return;
    }
    Duration left = Duration.between(Instant.now(), shownBy);
    await(expression)
        .atMost(left.isPositive() ? left : Duration.ofSeconds(1))
        .pollDelay(Duration.ZERO)
        .until(() -> !prometheus.query(expression).isEmpty());
  }

  @Test
  @Order(3)
  void everyVariableHasSomethingToChoose() {
    assertThat(Variables.queries())
        .allSatisfy((variable, query) -> {
          Matcher values = LABEL_VALUES.matcher(query);
          assertThat(values.matches()).as(query).isTrue();
          assertThat(prometheus.valuesOf(values.group(1), values.group(2)))
              .as(variable)
              .isNotEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"today", "7d", "28d"})
  @Order(4)
  void wholeFiguresAreThoseOfTheApi(String window) {
    assertFigures(shown -> {
      Map<String, Double> figures = shown.whole(window);
      Map<String, Double> told = told(shown, window);
      assertThat(figures.keySet())
          .containsAll(told.keySet().stream().filter(it -> it.contains(" all all ")).toList());
      assertSame(figures, told);
    });
  }

  @Test
  @Order(4)
  void whatABoardShowsOfTheScorecardIsWhatTheApiSays() {
    assertFigures(shown -> assertSame(shown.onBoards(), told(shown, "7d")));
  }

  /// Tries again while figures are measured.
  private void assertFigures(Consumer<ShownFigures> assertion) {
    await("figures that are those of the API")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertion.accept(new ShownFigures(prometheus, Instant.now())));
  }

  private Map<String, Double> told(ShownFigures shown, String window) {
    return ScorecardApi.figures(system, shown.from(window), shown.to(window));
  }

  private static void assertSame(Map<String, Double> shown, Map<String, Double> told) {
    assertThat(shown).isNotEmpty();
    assertThat(told.keySet()).containsAll(shown.keySet());
    shown.forEach((figure, value) ->
        assertThat(value)
            .as(figure)
            .isCloseTo(Objects.requireNonNull(told.get(figure)), within(MILLISECOND)));
  }

  @Test
  @Order(5)
  void everyLinkOfABoardLeadsSomewhere() {
    Map<String, String> clicked =
        Map.of(
            "pool", prometheus.valuesOf("leadline_pool_members", "pool").iterator().next(),
            "target", prometheus.valuesOf("leadline_sla_clocks_open", "target").iterator().next());
    List<String> links = Links.toServices(watched.dashboards(), clicked);
    assertThat(links).hasSizeGreaterThan(Member.services().size());
    assertThat(links)
        .allSatisfy(link -> {
          Member service =
              Member.services().stream()
                  .filter(it -> link.startsWith(system.url(it) + "/"))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError(link + " leads to no service"));
          String path = link.substring(system.url(service).length());
          assertThat(system.get(service, path).statusCode()).as(link).isEqualTo(200);
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Member.class,
      names = {"POSTGRES", "KAFKA"},
      mode = EnumSource.Mode.EXCLUDE)
  @Order(6)
  void promtoolFindsNothingToSayOfTheMetrics(Member service) {
    String metrics = system.metrics(service);
    assertThat(metrics).contains("leadline_", "jvm_");
    assertThat(PromtoolLint.complaints(metrics))
        .isSubsetOf(PromtoolLint.known())
        .noneMatch(complaint -> complaint.startsWith("leadline_"));
  }

  @Test
  @Order(7)
  void everyMetricIsDocumentedWithItsLabels() {
    // given
    Map<String, Set<String>> scraped = new TreeMap<>();
    for (Map<String, String> series : prometheus.series("{__name__=~\"leadline[_:].+\"}")) {
      String name =
          series.getOrDefault("__name__", "").replaceFirst("_(bucket|count|sum|max)$", "");
      Set<String> labels = scraped.computeIfAbsent(name, _ -> new TreeSet<>());
      labels.addAll(series.keySet());
      labels.removeAll(Set.of("__name__", "instance", "job", "le", "quantile"));
    }
    Map<String, MetricsDoc.Line> documented = MetricsDoc.lines();

    // then
    assertThat(documented.keySet()).containsAll(scraped.keySet());
    assertThat(scraped.keySet())
        .containsAll(
            documented.entrySet().stream()
                .filter(line -> !line.getValue().seldom())
                .map(Map.Entry::getKey)
                .toList());
    scraped.forEach((name, labels) -> {
      labels.removeAll(Set.of("service"));
      Set<String> told = new TreeSet<>(Objects.requireNonNull(documented.get(name)).labels());
      told.remove("service");
      assertThat(labels).as("labels of " + name).isEqualTo(told);
    });
  }

  /// A gauge that is not marked as read from a database is a process' own, and may be added up.
  @Test
  @Order(7)
  void gaugesThatEveryReplicaTellsAreMarked() {
    Map<String, MetricsDoc.Line> documented = MetricsDoc.lines();
    assertThat(Member.services())
        .flatExtracting(service -> GAUGE.matcher(system.metrics(service)).results().toList())
        .extracting(found -> found.group(1))
        .filteredOn(gauge -> !gauge.endsWith("_max"))
        .filteredOn(gauge -> !Objects.requireNonNull(documented.get(gauge)).shared())
        .isSubsetOf(OF_A_PROCESS);
  }

  @Test
  @Order(8)
  void labelsAreFewAndHoldNobodysData() {
    Vocabulary vocabulary =
        new Vocabulary(system.status().sources().stream().map(Source::id).toList());
    Map<String, Set<Map<String, String>>> all = new TreeMap<>();
    for (Map<String, String> series : prometheus.series("{job=\"leadline\"}")) {
      Map<String, String> labels = new TreeMap<>(series);
      String metric = Objects.requireNonNull(labels.remove("__name__"));
      assertThat(labels.values()).as(metric).noneMatch(PERSONAL.asMatchPredicate());
      if (metric.startsWith("leadline_")) {
        labels.keySet().removeAll(Set.of("job", "instance", "le"));
        assertThat(labels)
            .as(metric)
            .allSatisfy((label, value) ->
                assertThat(vocabulary.allows(label, value)).as("%s=%s", label, value).isTrue());
      }
      all.computeIfAbsent(metric, _ -> new HashSet<>()).add(labels);
    }
    assertThat(all)
        .allSatisfy((metric, series) -> {
          long bound =
              metric.startsWith("leadline_")
                  ? vocabulary.bound(series.iterator().next().keySet())
                  : MOST_OF_A_LIBRARY;
          assertThat((long) series.size()).as(metric).isLessThanOrEqualTo(bound);
        });
  }

  @Test
  @Order(9)
  void anAlertReachesWhomItConcernsAndResolves() {
    // when
    system.stack().kill(Member.SCORING);

    // then
    awaitTold("on-call", "firing");
    awaitTold("platform", "firing");
    assertThat(watched.receiver().told())
        .filteredOn(told -> told.alert().equals("LeadlineServiceDown"))
        .allSatisfy(told -> {
          assertThat(told.labels().path("service").asText()).isEqualTo("scoring");
          assertThat(told.summary()).isEqualTo("scoring: no replica answers");
        });
    assertThat(watched.receiver().told())
        .as("the replica is explained by its service")
        .noneMatch(
            told -> told.alert().equals("LeadlineReplicaDown") && told.status().equals("firing"));
    assertThat(prometheus.query(GrafanaBoard.ANNOTATION)).as("the boards tell of it").isNotEmpty();

    // when
    system.stack().start(Member.SCORING);

    // then
    awaitTold("on-call", "resolved");
  }

  private void awaitTold(String who, String status) {
    await(who + " told of " + status)
        .atMost(PATIENCE)
        .until(() ->
            watched.receiver().told().stream()
                .anyMatch(told ->
                    told.who().equals(who)
                        && told.alert().equals("LeadlineServiceDown")
                        && told.status().equals(status)));
  }
}
