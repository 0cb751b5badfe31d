package dev.leadline.policy.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.policy.load.PolicyLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  void allThatRoutingIsToldOfIsInTheDocument() {
    // given
    Map<String, String> texts =
        new HashMap<>(PolicyContent.of(Path.of("src/test/resources/policies/small")).texts());
    texts.put(
        "routing.yaml",
        """
        route-at: mql
        work-in: [mql]
        suppress:
          - {id: rival, when: lead.companyDomain in lists.competitors}
          - {id: freeze, when: lead.country == 'US', reason: quarter end, for: P2D, until: 2026-10-01}
        rules: [{id: all, to: {pool: desk}}]
        queues: [triage]
        pools:
          desk:
            method: weighted-round-robin
            members: {ana: 2}
            zone: Europe/Paris
            skills: [german]
            match-language: true
            catch-up: {max: 3}
            count-manual: true
            nobody: {hold: PT4H, then: {pool: rest}}
          rest: {method: first-available, members: [bo], hours: berlin, nobody: {then: {queue: triage}}}
        """);
    texts.put(
        "reps.yaml",
        """
        ana: {name: Ana, email: a@small.example, hours: berlin, manager: mara, skills: german, languages: [de, fr],
          caps: {open: 10, per-day: 3, per-week: 9},
          leave: [{from: 2026-08-01, to: 2026-08-14}, {from: 2026-12-24T12:00, to: 2026-12-24T18:00}]}
        bo: {name: Bo, email: b@small.example, team: desk}
        mara: {name: Mara, email: m@small.example, active: false}
        """);
    // when
    PolicyLoad load = PolicyLoader.load(PolicyContent.of(texts));
    assertThat(load).as("%s", load).isInstanceOf(PolicyLoad.Loaded.class);
    String text = PolicyDocument.of(((PolicyLoad.Loaded) load).policy());
    // then
    assertThat(text)
        .contains("It counts as an open lead of its owner in `mql`.")
        .contains("| `rival` | `lead.companyDomain in lists.competitors` |  | for good | always |")
        .contains("| `freeze` | `lead.country == 'US'` | quarter end | for 2 days | 2026-10-01 |")
        .contains(
            "| `desk` | weighted round robin | ana × 2 | `german`, the lead's language | each member's own |"
                + " Europe/Paris | not asked | up to 3 | counts | wait up to 4 h, then pool `rest` |")
        .contains(
            "| `rest` | first available | bo × 1 |  | `berlin` | Europe/Berlin | not asked | nothing |"
                + " does not count | queue `triage` |")
        .contains(
            "| `ana` | Ana | `mara` | `berlin` | de, fr | `german` | 10 open, 3 a day, 9 a week |"
                + " 2026-08-01 to 2026-08-14; 2026-12-24T12:00 until 2026-12-24T18:00 |")
        .contains("| `bo` | Bo | `desk` | always |  |  |  |  |")
        .contains("| `mara` | Mara, inactive |  |");
  }

  @Test
  void theGroupsOfAModelSayWhichRulesTheyCap() {
    String text =
        PolicyDocument.of(
            ((PolicyLoad.Loaded) PolicyLoader.load(Path.of("src/test/resources/policies/small")))
                .policy());
    assertThat(text)
        .contains("| `web` | `pages` | 50 points |")
        .contains("| `web` | `pricing`, `form` | 70 points |")
        .contains("| `size` | `big` | 60 points |");
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
