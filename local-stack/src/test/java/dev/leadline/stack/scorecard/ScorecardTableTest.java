package dev.leadline.stack.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScorecardTableTest {
  @Test
  void eachFigureStandsAgainstThePeriodBeforeWithWhatIsBetter() {
    // given
    Scorecard now = card("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", 1_234, 0.9, 252.0);
    Scorecard before = card("2026-02-23T00:00:00Z", "2026-03-02T00:00:00Z", 1_234, 0.925, 90_061.0);

    // then
    assertThat(ScorecardTable.of(now, before))
        .isEqualTo(
            """
            Scorecard from 2026-03-02T00:00:00Z to 2026-03-09T00:00:00Z, as of 2026-03-10T00:00:00Z
            against the period before, from 2026-02-23T00:00:00Z

                                                                  now trend           before   counts
            Leads captured                                      1,234 =                1,234   1,234
            SLA compliance
              speed-to-lead                                    90.0 % ▼ worse         92.5 %   9 of 10
              speed-to-lead smb *                                   -                      -   of 0
            Time to first response, 90th percentile          4 m 12 s ▼ better      1 d 01 h   of 40

            * corrected: heard of after the period had ended
            """);
  }

  @Test
  void thePeriodBeforeIsAsLongAndToldAsItWasKnownThen() {
    Scorecard card = card("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", 1, 1, 1);

    assertThat(card.before(card.from())).isEqualTo("2026-02-23T00:00:00Z");
    assertThat(card.before(card.asOf())).isEqualTo("2026-03-03T00:00:00Z");
  }

  @Test
  void aWeekStandsAgainstTheWeekBefore() {
    // given
    Scorecard card =
        ScorecardApi.read(
            """
            {"from": "2025-12-22T00:00:00Z", "to": "2026-01-05T00:00:00Z",
             "asOf": "2026-01-05T00:00:00Z", "by": ["week"], "figures": [
              {"figure": "leads-captured", "title": "Leads captured", "unit": "count",
               "better": "more", "definition": "Persons.", "measures": [
                {"by": "week", "part": "2025-W52", "value": 7, "numerator": 7},
                {"by": "week", "part": "2026-W01", "value": 9, "numerator": 9}]},
              {"figure": "sla-compliance", "title": "SLA compliance", "unit": "ratio",
               "better": "more", "definition": "Kept.", "measures": [
                {"of": "speed-to-lead", "by": "week", "part": "2025-W52", "value": 0.8},
                {"of": "speed-to-lead", "by": "week", "part": "2026-W01", "value": 0.9}]}]}
            """);

    // then
    assertThat(ScorecardTable.of(card, card))
        .contains(
            """
            Leads captured
              2025-W52                                              7                      -   7
              2026-W01                                              9                      -   9
            SLA compliance
              speed-to-lead 2025-W52                           80.0 %                      -
              speed-to-lead 2026-W01                           90.0 % ▲ better        80.0 %
            """);
  }

  private static Scorecard card(String from, String to, long leads, double kept, double seconds) {
    return ScorecardApi.read(
        """
        {"from": "%s", "to": "%s", "asOf": "2026-03-10T00:00:00Z", "by": ["segment"], "figures": [
          {"figure": "leads-captured", "title": "Leads captured", "unit": "count", "better": "more",
           "definition": "Persons.", "measures": [{"value": %s, "numerator": 1234}]},
          {"figure": "sla-compliance", "title": "SLA compliance", "unit": "ratio", "better": "more",
           "definition": "Kept.", "measures": [
            {"of": "speed-to-lead", "value": %s, "numerator": 9, "denominator": 10},
            {"of": "speed-to-lead", "by": "segment", "part": "smb", "denominator": 0,
             "correctedAt": "2026-03-09T10:00:00Z"}]},
          {"figure": "first-response-p90", "title": "Time to first response, 90th percentile",
           "unit": "seconds", "better": "less", "definition": "Nine of ten.",
           "measures": [{"value": %s, "denominator": 40}]},
          {"figure": "stage-age-median", "title": "Lead age by stage, median", "unit": "seconds",
           "better": "less", "definition": "How long.", "measures": []}]}
        """
            .formatted(from, to, leads, kept, seconds));
  }
}
