package dev.leadline.endtoend.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.endtoend.observe.Expression.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionTest {

  @Test
  void metricsAndTheLabelsOfTheirMatchersAreNamed() {
    // given
    Expression ratio =
        new Expression(
            "histogram_quantile(0.9, sum by (le, pool) (rate(a_bucket{pool=~\"x|y\"}[5m])))"
                + " / on () group_left () b:c and d{e=\"f g\"} offset 1w > 0.5");

    // then
    assertThat(ratio.selectors())
        .containsExactly(
            new Selector("a_bucket", Set.of("pool")),
            new Selector("b:c", Set.of()),
            new Selector("d", Set.of("e")));
    assertThat(ratio.grouping()).containsExactly("le", "pool");
  }

  @Test
  void whatStandsInAStringIsNoMetric() {
    assertThat(
            new Expression("label_replace(a offset 1w, \"week\", \"one\", \"\", \"\")").selectors())
        .containsExactly(new Selector("a", Set.of()));
  }

  @Test
  void variablesOfABoardAreFilledIn() {
    assertThat(Expression.ofPanel("a{b=~\"$pool\",window=\"$window\"}").text())
        .isEqualTo("a{b=~\".*\",window=\"7d\"}");
  }
}
