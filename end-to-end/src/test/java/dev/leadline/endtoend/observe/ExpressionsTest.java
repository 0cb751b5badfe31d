package dev.leadline.endtoend.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.ExceptionReason;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What boards, rules, alerts and runbooks ask adds up right, however many replicas answer.
class ExpressionsTest {
  private static final Map<String, MetricsDoc.Line> METRICS = MetricsDoc.lines();
  private static final Set<String> REASONS =
      Stream.concat(Stream.of(ExceptionReason.values()).map(Enum::name), Stream.of("all"))
          .collect(Collectors.toSet());

  static Stream<Expression> all() {
    return Expressions.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatEveryReplicaTellsIsTakenOnceAndNothingElseIsDropped(Expression expression) {
    for (Selector selector : expression.selectors()) {
      MetricsDoc.Line metric = METRICS.get(selector.metric());
      if (metric != null && metric.shared()) {
        Selector.Aggregation aggregation =
            Objects.requireNonNull(selector.aggregation(), selector.text());
        assertThat(aggregation.operator()).as("around %s", selector.text()).isEqualTo("max");
        Set<String> told = new TreeSet<>(metric.labels());
        told.removeAll(selector.fixed().keySet());
        if ("all".equals(selector.fixed().get("by"))) {
          told.remove("part");
        }
        assertThat(aggregation.by()).as("kept of %s", selector.text()).containsAll(told);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void reasonsAreThoseOfTheEvents(Expression expression) {
    assertThat(expression.selectors())
        .allSatisfy(selector -> assertThat(REASONS).containsAll(selector.wordsOf("reason")));
  }

  @Test
  void whatIsTriedOutOfABoardIsWhatItShows() {
    assertThat(Expressions.panels().map(Expression::text))
        .containsAll(
            AlertRules.tests()
                .flatMap(test -> test.path("promql_expr_test").valueStream())
                .map((JsonNode each) -> each.path("expr").asText())
                .toList());
  }
}
