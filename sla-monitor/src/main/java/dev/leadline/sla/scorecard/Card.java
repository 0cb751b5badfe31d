package dev.leadline.sla.scorecard;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy.Commitment;
import dev.leadline.sla.commitment.Pace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The answer to a question: every figure, as a whole and for each part.
///
/// @param measures in the order of the figures, stages in that of the policy; the whole goes before
///   its parts
public record Card(Question question, List<Measure> measures) {
  public Card {
    measures = List.copyOf(measures);
  }

  /// Completes what facts alone cannot tell: below cohorts are the leads captured, below what was
  /// delivered is what the policy commits to, errors for all reasons are the sum of each. What has
  /// no facts is nought.
  ///
  /// @param counted as the facts tell
  public static Card of(Question question, List<Measure> counted, Policy policy) {
    List<Measure> all = new ArrayList<>();
    Map<Part, Measure> captured = new HashMap<>();
    counted.stream()
        .filter(it -> it.figure() == Figure.LEADS_CAPTURED)
        .forEach(it -> captured.put(Part.of(it), it));
    for (Measure each : counted) {
      all.add(
          switch (each.figure()) {
            case COHORT_CONVERSION ->
                each.over(
                    Optional.ofNullable(captured.get(Part.of(each)))
                        .map(Measure::numerator)
                        .orElse(null));
            case COMMITMENT_DELIVERY -> each.over(committed(each, question, policy));
            default -> each;
          });
    }
    all.addAll(errors(counted));
    all.addAll(undelivered(all, question, policy));
    all.addAll(nought(all));
    List<String> stages = policy.lifecycle().stages();
    all.sort(order(stages));
    return new Card(question, all);
  }

  private record Part(@Nullable Split split, @Nullable String part) {
    static Part of(Measure measure) {
      return new Part(measure.split(), measure.part());
    }
  }

  private static @Nullable Long committed(Measure measure, Question question, Policy policy) {
    return measure.split() != null
        ? null
        : policy.sla().commitments().stream()
            .filter(it -> it.id().equals(measure.of()))
            .findFirst()
            .map(it -> committed(it, question, policy))
            .orElse(null);
  }

  private static long committed(Commitment commitment, Question question, Policy policy) {
    return Pace.committed(
        commitment, question.from(), question.to(), policy.calendar(commitment.hours()));
  }

  private static List<Measure> undelivered(List<Measure> told, Question question, Policy policy) {
    return policy.sla().commitments().stream()
        .filter(commitment ->
            told.stream()
                .noneMatch(it ->
                    it.figure() == Figure.COMMITMENT_DELIVERY && commitment.id().equals(it.of())))
        .map(commitment ->
            Measure.counted(
                Figure.COMMITMENT_DELIVERY,
                commitment.id(),
                null,
                null,
                0,
                committed(commitment, question, policy),
                null))
        .toList();
  }

  private static List<Measure> errors(List<Measure> counted) {
    Map<Part, Measure> sums = new HashMap<>();
    counted.stream()
        .filter(it -> it.figure() == Figure.WORKFLOW_ERRORS)
        .forEach(it -> sums.merge(Part.of(it), forAll(it), Card::sum));
    return List.copyOf(sums.values());
  }

  private static Measure forAll(Measure each) {
    return Measure.counted(
        each.figure(),
        null,
        each.split(),
        each.part(),
        Objects.requireNonNull(each.numerator()),
        null,
        each.correctedAt());
  }

  private static Measure sum(Measure one, Measure other) {
    return Measure.counted(
        one.figure(),
        null,
        one.split(),
        one.part(),
        Objects.requireNonNull(one.numerator()) + Objects.requireNonNull(other.numerator()),
        null,
        later(one.correctedAt(), other.correctedAt()));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
        .flatMap(Optional::stream)
        .max(naturalOrder())
        .orElse(null);
  }

  private static List<Measure> nought(List<Measure> told) {
    return Stream.of(Figure.values())
        .filter(it -> it.grain() == Grain.ALL || it.grain() == Grain.REASON)
        .filter(figure -> told.stream().noneMatch(it -> it.figure() == figure))
        .map(figure ->
            figure.numerator() == null
                ? Measure.lasting(figure, null, null, null, null, 0, null)
                : Measure.counted(
                    figure, null, null, null, 0, figure.denominator() == null ? null : 0L, null))
        .toList();
  }

  private static Comparator<Measure> order(List<String> stages) {
    return comparing(Measure::figure)
        .thenComparingInt(it -> it.of() == null ? -1 : stages.indexOf(it.of()))
        .thenComparing(Measure::of, nullsFirst(naturalOrder()))
        .thenComparing(Measure::split, nullsFirst(naturalOrder()))
        .thenComparing(Measure::part, nullsFirst(naturalOrder()));
  }
}
