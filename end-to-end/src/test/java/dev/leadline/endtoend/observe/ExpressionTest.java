package dev.leadline.endtoend.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.endtoend.observe.Selector.Aggregation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionTest {

  @Test
  void whatIsSelectedIsToldWithItsMatchersAndHowItIsAddedUp() {
    // given
    Expression ratio =
        new Expression(
            "histogram_quantile(0.9, sum by (le, pool) (rate(a_bucket{pool=~\"x|y(z)\"}[5m])))"
                + " / on () group_left () b:c and d{e=\"f g\"} offset 1w > 0.5");

    // then
    assertThat(ratio.selectors())
        .containsExactly(
            new Selector(
                "a_bucket", "{pool=~\"x|y(z)\"}", new Aggregation("sum", Set.of("le", "pool"))),
            new Selector("b:c", "", null),
            new Selector("d", "{e=\"f g\"}", null));
    assertThat(ratio.grouping()).containsExactly("le", "pool");
  }

  @Test
  void theInnermostAggregationCounts() {
    assertThat(new Expression("sum(abs(max by (a) (b)) - c)").selectors())
        .containsExactly(
            new Selector("b", "", new Aggregation("max", Set.of("a"))),
            new Selector("c", "", new Aggregation("sum", Set.of())));
  }

  @Test
  void aSelectorTellsWhatItsMatchersSay() {
    // given
    Selector selector = new Selector("a", "{b=\"c\",d=~\"e|f\",g!=\"h\"}", null);

    // then
    assertThat(selector.labels()).containsExactly("b", "d", "g");
    assertThat(selector.fixed()).isEqualTo(Map.of("b", "c"));
    assertThat(selector.wordsOf("d")).containsExactly("e", "f");
  }

  @Test
  void whatStandsInAStringIsNoMetric() {
    assertThat(
            new Expression("label_replace(a offset 1w, \"week\", \"one\", \"\", \"\")").selectors())
        .containsExactly(new Selector("a", "", null));
  }

  @Test
  void variablesOfABoardAreFilledIn() {
    assertThat(Expression.ofPanel("a{b=~\"$pool\",window=\"$window\"}").text())
        .isEqualTo("a{b=~\".*\",window=\"7d\"}");
  }

  @Test
  void whatShowsNoughtForNothingCanBeAskedWithoutThat() {
    assertThat(new Expression("sum(a) or vector(0)").withoutNought().text()).isEqualTo("sum(a)");
  }
}
