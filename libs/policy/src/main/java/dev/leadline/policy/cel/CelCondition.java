package dev.leadline.policy.cel;

import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import dev.leadline.events.Reason;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A condition planned by CEL. A missing value enters evaluation as an unknown, so that CEL's own
/// logic decides whether it matters, and no exception is thrown for it.
final class CelCondition implements Condition {
  private static final Match MATCHED = new Match.Matched();
  private static final Match NOT_MATCHED = new Match.NotMatched();

  private final String source;
  private final Program program;
  private final Map<String, Variable> variables;
  private final SortedMap<String, Variable> shown;

  /// @param used the variables that the condition names, those of `has` under their own names
  /// @param shown the same as people wrote them, for explanations
  CelCondition(
      String source,
      Program program,
      Map<String, Variable> used,
      SortedMap<String, Variable> shown) {
    this.source = source;
    this.program = program;
    this.variables = Map.copyOf(used);
    this.shown = Collections.unmodifiableSortedMap(new TreeMap<>(shown));
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public SortedSet<String> variables() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(shown.keySet()));
  }

  @Override
  public Match test(Facts facts) {
    try {
      return switch (evaluate(facts)) {
        case Boolean matched -> matched ? MATCHED : NOT_MATCHED;
        case CelUnknownSet unknown -> new Match.Unknown(names(unknown));
        case Object other -> failed("it gave " + other);
      };
    } catch (CelEvaluationException | RuntimeException failure) {
      return failed(String.valueOf(failure.getMessage()));
    }
  }

  @Override
  public Reason explain(String rule, Facts facts) {
    return switch (test(facts)) {
      case Match.Matched _ -> Reason.matched(rule, Explanation.of(shown.values(), facts));
      case Match.NotMatched _ -> Reason.notMatched(rule, Explanation.of(shown.values(), facts));
      case Match.Unknown(SortedSet<String> missing) ->
          Reason.unknown(rule, Explanation.ofMissing(missing));
    };
  }

  @Override
  public String toString() {
    return source;
  }

  /// What another condition sees of this one: true, false, or the unknown that it comes to.
  static Object value(Condition condition, Facts facts) {
    if (!(condition instanceof CelCondition cel)) {
      return condition.test(facts).matched();
    }
    try {
      return cel.evaluate(facts);
    } catch (CelEvaluationException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }

  private Object evaluate(Facts facts) throws CelEvaluationException {
    return program.eval(
        (CelVariableResolver)
            name -> {
              Variable variable = variables.get(name);
              return variable == null ? Optional.empty() : variable.value(facts);
            });
  }

  private static SortedSet<String> names(CelUnknownSet unknown) {
    SortedSet<String> names = new TreeSet<>();
    for (CelAttribute attribute : unknown.attributes()) {
      names.add(
          attribute.qualifiers().stream()
              .map(CelAttribute.Qualifier::asString)
              .collect(Collectors.joining(".")));
    }
    return Collections.unmodifiableSortedSet(names);
  }

  private static Match failed(String why) {
    return new Match.Unknown(
        Collections.unmodifiableSortedSet(new TreeSet<>(List.of(Explanation.FAILED + why))));
  }
}
