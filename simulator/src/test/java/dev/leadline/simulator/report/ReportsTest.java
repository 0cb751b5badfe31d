package dev.leadline.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.report.Report.Example;
import dev.leadline.simulator.report.Report.Flow;
import dev.leadline.simulator.report.Report.Row;
import dev.leadline.simulator.report.Report.Table;
import dev.leadline.simulator.report.Report.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The three forms of a report.
class ReportsTest {
  private static final Report REPORT =
      new Report(
          "recorded",
          null,
          "2b71a233849e21e9",
          new Totals(
              "2026-03-02T09:00:00Z",
              "2026-03-03T09:00:00Z",
              7000,
              1000,
              2,
              0,
              4000,
              4001,
              990,
              10,
              0,
              0),
          List.of(
              new Table(
                  "pools",
                  "Where leads end",
                  "The last place.",
                  List.of(new Row("inbound", 600, 591, 1, 10), new Row("<b>", 0, 9, 9, 0))),
              new Table("grades", "Grades", "The last.", List.of(new Row("A", 5, 5, 0, 0)))),
          List.of(new Flow("inbound", "<b>", 9)),
          List.of(new Flow("everyone-else", "mid-market", 9)),
          List.of(
              new Example(
                  "019caecb-919d-7388-8cb0-bc95527aab69",
                  "inbound",
                  "<b>",
                  "lena",
                  null,
                  List.of("The lead goes to lena."),
                  List.of("The lead waits."))));

  @Test
  void theTextShowsWhatDiffersAndNothingElse() {
    assertThat(TextReport.of(REPORT))
        .isEqualTo(
            """
            Simulation of policy 2b71a233849e21e9
            against what was recorded
            from 2026-03-02T09:00:00Z to 2026-03-03T09:00:00Z

            7,000 events, 1,000 leads decided again, 2 left out since their beginning is not recorded
            4,000 decisions before, 4,001 after
            990 leads unchanged, 10 moved, 0 with other stages, 0 with another score

            Where leads end     before      after     gained       lost
            inbound                600        591         +1        -10
            <b>                      0          9         +9

            Moves
                      9  inbound -> <b>

            Rules responsible
                      9  everyone-else -> mid-market

            Examples

              lead 019caecb-919d-7388-8cb0-bc95527aab69: inbound -> <b>
                before  The lead goes to lena.
                after   The lead waits.
            """);
  }

  @Test
  void thePageAsksNothingOfTheNetworkAndNamesAreNoMarkup() {
    // when
    String page = HtmlReport.of(REPORT);
    // then
    assertThat(page)
        .contains("&lt;b&gt;")
        .doesNotContain("><b></text>")
        .doesNotContain("http")
        .doesNotContain("<script")
        .doesNotContain("url(");
  }

  @Test
  void toolsFindTheTablesByTheirIds() {
    assertThat(JsonReport.of(REPORT))
        .contains("\"id\" : \"pools\"")
        .contains("\"unchanged\" : 990");
  }
}
