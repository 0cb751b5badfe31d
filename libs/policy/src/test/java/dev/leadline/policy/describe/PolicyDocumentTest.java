package dev.leadline.policy.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {
  private static final Policy POLICY =
      ((PolicyLoad.Loaded) PolicyLoader.load(Path.of("../../policies/default"))).policy();
  private static final String TEXT = PolicyDocument.of(POLICY);

  @Test
  void everyStageSaysWhatLetsALeadEnterAndLeave() {
    for (String stage : POLICY.lifecycle().stages()) {
      String chapter = chapter("### " + stage + "\n");
      assertThat(chapter).contains("**Enters**", "**Leaves**");
      POLICY.lifecycle().transitions().stream()
          .filter(move -> move.to().equals(stage) || move.from().contains(stage))
          .forEach(move -> assertThat(chapter).contains("| `" + move.id() + "` |"));
    }
    assertThat(chapter("### mql\n"))
        .contains("| `qualified` | `subscriber`, `lead` | `score.qualified` | system |  |");
    assertThat(chapter("### recycled\n")).contains("one of `not-ready`, `no-response`");
  }

  @Test
  void theFunnelIsAGraph() {
    assertThat(chapter("## Stages\n"))
        .contains("```mermaid\nstateDiagram-v2\n", "  [*] --> s0\n", "  s2 --> s3: accepted\n")
        .contains("rests for 30 days");
  }

  @Test
  void everyScoringRuleIsThere() {
    String chapter = TEXT.substring(TEXT.indexOf("## Scoring"), TEXT.indexOf("## Routing"));
    POLICY.scoring().fit().forEach(rule -> assertThat(chapter).contains("| `" + rule.id() + "` |"));
    assertThat(chapter)
        .contains(
            "| `page-view` | `page_viewed` | always | 1 | 10 times in 1 day, 15 points | by half each 7 days |")
        .contains("| `asked-for-demo` | `demo_requested` | always | 30 days |")
        .contains("Qualifies from **80** points of the total, and no longer under **60**.");
  }

  @Test
  void everyRoutingRuleAndPoolIsThere() {
    String chapter = TEXT.substring(TEXT.indexOf("## Routing"));
    POLICY
        .routing()
        .rules()
        .forEach(rule -> assertThat(chapter).contains("| `" + rule.id() + "` |"));
    POLICY
        .routing()
        .pools()
        .keySet()
        .forEach(pool -> assertThat(chapter).contains("| `" + pool + "` |"));
    assertThat(chapter).contains("```mermaid\nflowchart LR\n");
  }

  @Test
  void aBarInAConditionDoesNotEndTheCell() {
    assertThat(TEXT).contains("lead.employees >= 2000 \\|\\| lead.annualRevenue");
    List<String> rows = TEXT.lines().filter(line -> line.startsWith("| `enterprise`")).toList();
    assertThat(rows).allMatch(row -> row.endsWith(" |"));
  }

  @Test
  void timesAreInWords() {
    assertThat(Markdown.time(Duration.ofMinutes(5))).isEqualTo("5 min");
    assertThat(Markdown.time(Duration.ofHours(36))).isEqualTo("1 day 12 h");
    assertThat(Markdown.time(Duration.ofDays(7))).isEqualTo("7 days");
  }

  /// From a heading to the next one.
  private static String chapter(String heading) {
    int from = TEXT.indexOf("\n" + heading) + 1;
    int to = TEXT.indexOf("\n#", from + 1);
    return TEXT.substring(from, to < 0 ? TEXT.length() : to);
  }
}
