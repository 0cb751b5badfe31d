package dev.leadline.endtoend.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadline.endtoend.SystemUnderTest;
import dev.leadline.stack.demo.Demo;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.observe.Observatory;
import dev.leadline.stack.observe.Observer;
import dev.leadline.stack.observe.ObserverFiles;
import dev.leadline.stack.traffic.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/// Boards, rules and alerts are true of the running system: a real Prometheus and a real
/// Alertmanager, configured as `deploy` says but for how often they look, watch it under traffic.
@ExtendWith(SystemUnderTest.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObserveIT {
  private static final int LEADS = 60;
  private static final int PER_SECOND = 6;
  private static final int MOST_SERIES = 400;
  private static final int MOST_VALUES = 60;
  private static final Pattern PERSONAL = Pattern.compile(".*@.*|.*[0-9a-f]{8}-[0-9a-f]{4}-.*");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SystemUnderTest system;
  private final Receiver receiver = new Receiver();
  private Observatory observatory;
  private Prometheus prometheus;

  ObserveIT(SystemUnderTest system) {
    this.system = system;
  }

  @BeforeAll
  void watchTraffic(@TempDir Path folder) throws Exception {
    Programs.needed("prometheus");
    Programs.needed("prometheus-alertmanager", "alertmanager");
    observatory =
        new Observatory(folder, folder.resolve("log"), Observer.freePorts(), Programs.tools());
    quicken(
        observatory.configure(
            Member.services().stream().collect(Collectors.toMap(Member::label, system::url))));
    observatory.start(System.out::println);
    prometheus = new Prometheus(observatory.url(Observer.PROMETHEUS));
    Map<String, Source> sources =
        system.status().sources().stream()
            .collect(Collectors.toMap(Source::kind, Function.identity(), (first, _) -> first));
    new Demo(
            new Demo.Stack(
                system.bootstrap(), sources, system.url(Member.SLA_MONITOR), system.token()),
            System.out::println)
        .run(LEADS, PER_SECOND);
    await("gauges that are looked at now and then")
        .atMost(PATIENCE)
        .until(() ->
            !prometheus.query("leadline_scorecard_first_response_p90_seconds").isEmpty()
                && !prometheus.query("leadline_exceptions_oldest_seconds").isEmpty()
                && !prometheus.query("leadline:routing_rule_drift:sigma").isEmpty());
  }

  @AfterAll
  void stop() {
    if (observatory != null) {
      observatory.close();
      prometheus.close();
    }
    receiver.close();
  }

  static Stream<Expression> expressions() {
    return Stream.of(
            Board.all().stream()
                .flatMap(board -> board.panels().stream())
                .flatMap(panel -> panel.queries().stream())
                .map(query -> Expression.ofPanel(query.expr())),
            AlertRules.recordings().stream()
                .map(rule -> new Expression(rule.path("expr").asText())),
            AlertRules.alerts().stream().map(rule -> new Expression(rule.path("expr").asText())))
        .flatMap(Function.identity())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("expressions")
  @Order(1)
  void anExpressionReturnsDataAndNamesOnlyWhatThereIs(Expression expression) {
    boolean data = !prometheus.query(expression.text()).isEmpty();
    Set<String> labels = new TreeSet<>();
    for (Expression.Selector selector : expression.selectors()) {
      Set<String> found = labelsOf(selector.metric());
      assertThat(found).as("labels of %s", selector.metric()).containsAll(selector.labels());
      labels.addAll(found);
      if (!data && !isRecordedLater(selector.metric())) {
        assertThat(prometheus.query(selector.metric())).as(selector.metric()).isNotEmpty();
      }
    }
    assertThat(labels).as("labels that it groups by").containsAll(expression.grouping());
  }

  /// The labels of a metric, or of what it is recorded from where that takes weeks.
  private Set<String> labelsOf(String metric) {
    Set<String> found = prometheus.labelsOf(metric);
    @Nullable JsonNode rule = recording(metric);
    if (found.isEmpty() && rule != null) {
      for (Expression.Selector source : new Expression(rule.path("expr").asText()).selectors()) {
        found.addAll(labelsOf(source.metric()));
      }
    }
    return found;
  }

  private boolean isRecordedLater(String metric) {
    return recording(metric) != null;
  }

  private static @Nullable JsonNode recording(String metric) {
    return AlertRules.recordings().stream()
        .filter(rule -> rule.path("record").asText().equals(metric))
        .findFirst()
        .orElse(null);
  }

  @ParameterizedTest
  @EnumSource(
      value = Member.class,
      names = {"POSTGRES", "KAFKA"},
      mode = EnumSource.Mode.EXCLUDE)
  @Order(2)
  void promtoolFindsNothingToSayOfTheMetrics(Member service) {
    Path promtool = Programs.needed("promtool");
    String said =
        Programs.run(
            List.of(promtool.toString(), "check", "metrics"), ours(system.metrics(service)));
    assertThat(said).isBlank();
  }

  /// Without those of libraries, which keep the names that people know them by.
  private static String ours(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.matches("(# (HELP|TYPE) )?leadline_.*"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  @Order(3)
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

  @Test
  @Order(4)
  void labelsAreFewAndHoldNobodysData() {
    Map<String, Integer> count = new TreeMap<>();
    Map<String, Set<String>> values = new TreeMap<>();
    for (Map<String, String> series : prometheus.series("{__name__=~\"leadline_.+\"}")) {
      count.merge(series.get("__name__"), 1, Integer::sum);
      series.forEach((label, value) -> {
        if (!label.equals("__name__")) {
          values
              .computeIfAbsent(series.get("__name__") + "." + label, _ -> new TreeSet<>())
              .add(value);
          assertThat(value).as(label).doesNotMatch(PERSONAL);
        }
      });
    }
    assertThat(count).allSatisfy((_, series) -> assertThat(series).isLessThan(MOST_SERIES));
    assertThat(values).allSatisfy((_, each) -> assertThat(each).hasSizeLessThan(MOST_VALUES));
  }

  @Test
  @Order(5)
  void anAlertReachesWhomItConcernsAndResolves() {
    // when
    system.stack().kill(Member.SCORING);

    // then
    awaitTold("on-call", "firing");
    awaitTold("platform", "firing");
    assertThat(receiver.told())
        .filteredOn(told -> told.alert().equals("LeadlineServiceDown"))
        .allSatisfy(told -> {
          assertThat(told.labels().path("service").asText()).isEqualTo("scoring");
          assertThat(told.summary()).isEqualTo("scoring: no replica answers");
        });
    assertThat(receiver.told())
        .as("the replica is explained by its service")
        .noneMatch(
            told -> told.alert().equals("LeadlineReplicaDown") && told.status().equals("firing"));

    // when
    system.stack().start(Member.SCORING);

    // then
    awaitTold("on-call", "resolved");
  }

  private void awaitTold(String who, String status) {
    await(who + " told of " + status)
        .atMost(PATIENCE)
        .until(() ->
            receiver.told().stream()
                .anyMatch(told ->
                    told.who().equals(who)
                        && told.alert().equals("LeadlineServiceDown")
                        && told.status().equals(status)));
  }

  /// Has them look every other second, and gives every receiver a way to be told.
  private void quicken(ObserverFiles files) {
    ObjectNode scraping = (ObjectNode) AlertRules.read(files.prometheus());
    ((ObjectNode) scraping.path("global"))
        .put("scrape_interval", "2s")
        .put("evaluation_interval", "2s");
    AlertRules.write(files.prometheus(), scraping);
    ObjectNode telling = (ObjectNode) AlertRules.read(files.alertmanager());
    hasten((ObjectNode) telling.path("route"));
    for (JsonNode each : telling.path("receivers")) {
      ArrayNode webhooks = ((ObjectNode) each).putArray("webhook_configs");
      webhooks.addObject().put("url", receiver.url() + each.path("name").asText());
    }
    AlertRules.write(files.alertmanager(), telling);
  }

  private static void hasten(ObjectNode route) {
    route.put("group_wait", "2s").put("group_interval", "2s");
    route.path("routes").forEach(child -> hasten((ObjectNode) child));
  }
}
