package dev.leadline.sla.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy;
import dev.leadline.policy.SlaPolicy.Commitment;
import dev.leadline.sla.SlaPolicies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CardTest {
  /// Five of the 22 working days of March 2026, one of the 22 of April.
  private static final Question WEEK = question("2026-03-26", "2026-04-02");

  private static final Instant ONE = Instant.parse("2026-04-03T00:00:00Z");
  private static final Instant OTHER = Instant.parse("2026-04-04T00:00:00Z");

  @Test
  void aCohortIsMeasuredAgainstTheLeadsCapturedOfItsPart() {
    // when
    Card card =
        card(
            Measure.counted(Figure.LEADS_CAPTURED, null, null, null, 10, null, null),
            Measure.counted(Figure.LEADS_CAPTURED, null, Split.SOURCE, "google", 4, null, null),
            Measure.counted(Figure.COHORT_CONVERSION, "mql", null, null, 5, null, null),
            Measure.counted(
                Figure.COHORT_CONVERSION, "mql", Split.SOURCE, "google", 1, null, null));

    // then
    assertThat(card.measures())
        .filteredOn(it -> it.figure() == Figure.COHORT_CONVERSION)
        .extracting(Measure::value)
        .containsExactly(0.5, 0.25);
  }

  @Test
  void aCommitmentIsSharedOutByWorkingTime() {
    // when
    Card card =
        card(Measure.counted(Figure.COMMITMENT_DELIVERY, "mqls", null, null, 90, null, null));

    // then: 400 a month, of March 4 days (26, 27, 30, 31) of 22, of April 1 of 22
    assertThat(card.measures())
        .filteredOn(it -> it.figure() == Figure.COMMITMENT_DELIVERY)
        .singleElement()
        .satisfies(it -> {
          assertThat(it.denominator()).isEqualTo(Math.round(400 * 5 / 22.0));
          assertThat(it.value()).isEqualTo(90.0 / 91);
        });
  }

  @Test
  void whatIsCommittedAndNotDeliveredIsTold() {
    assertThat(card().measures())
        .filteredOn(it -> it.figure() == Figure.COMMITMENT_DELIVERY)
        .extracting(Measure::numerator, Measure::value)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(0L, 0.0));
  }

  @Test
  void errorsOfAllReasonsAreTheSumAndAsNewAsTheNewest() {
    // when
    Card card =
        card(
            Measure.counted(Figure.WORKFLOW_ERRORS, "STUCK", null, null, 2, null, ONE),
            Measure.counted(Figure.WORKFLOW_ERRORS, "POISON_EVENT", null, null, 3, null, OTHER));

    // then
    assertThat(whole(card, Figure.WORKFLOW_ERRORS))
        .hasValue(Measure.counted(Figure.WORKFLOW_ERRORS, null, null, null, 5, null, OTHER));
  }

  @Test
  void ofNothingThereIsNoShare() {
    // when
    Card card = card();

    // then
    assertThat(whole(card, Figure.ROUTING_ACCURACY))
        .hasValueSatisfying(it -> {
          assertThat(it.value()).isNull();
          assertThat(it.denominator()).isZero();
        });
    assertThat(whole(card, Figure.LEADS_CAPTURED).orElseThrow().value()).isZero();
    assertThat(whole(card, Figure.FIRST_RESPONSE_P90).orElseThrow().value()).isNull();
  }

  @Test
  void stagesStandInTheOrderOfTheFunnel() {
    // when
    Card card =
        card(
            Measure.counted(Figure.STAGE_CONVERSION, "sal", null, null, 1, 1L, null),
            Measure.counted(Figure.STAGE_CONVERSION, "lead", Split.REP, "ana", 1, 1L, null),
            Measure.counted(Figure.STAGE_CONVERSION, "lead", null, null, 1, 1L, null));

    // then
    assertThat(card.measures())
        .filteredOn(it -> it.figure() == Figure.STAGE_CONVERSION)
        .extracting(it -> it.of() + "/" + it.part())
        .containsExactly("lead/null", "lead/ana", "sal/null");
  }

  @Test
  void aWindowEndsNowAndTodayBeganAtMidnight() {
    Instant now = Instant.parse("2026-03-02T09:00:00.123456Z");

    assertThat(Window.TODAY.question(now, Set.of()).from())
        .isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(Window.WEEK.question(now, Set.of()).from())
        .isEqualTo(Instant.parse("2026-02-23T09:00:00.123Z"));
    assertThat(Window.TODAY.question(Instant.parse("2026-03-02T00:00:00Z"), Set.of()).from())
        .isBefore(Instant.parse("2026-03-02T00:00:00Z"));
  }

  private static Optional<Measure> whole(Card card, Figure figure) {
    return card.measures().stream()
        .filter(it -> it.figure() == figure && it.of() == null && it.split() == null)
        .findFirst();
  }

  private static Card card(Measure... counted) {
    return Card.of(WEEK, List.of(counted), policy());
  }

  private static Question question(String from, String to) {
    Instant end = Instant.parse(to + "T00:00:00Z");
    return new Question(Instant.parse(from + "T00:00:00Z"), end, end, Set.of());
  }

  private static Policy policy() {
    return SlaPolicies.policy(
        new SlaPolicy(
            List.of(),
            Map.of(),
            null,
            List.of(new Commitment("mqls", "mql", null, 400, Commitment.Period.MONTH, "office"))));
  }
}
