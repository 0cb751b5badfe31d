package dev.leadline.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import dev.leadline.events.Reason;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import dev.leadline.policy.cel.Term.CannotTell;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// A condition that CEL has checked. Terms answer it where they can, CEL's runtime else. A missing
/// value enters evaluation as an unknown, so that CEL's own logic decides whether it matters, and
/// no exception is thrown for it.
final class CelCondition implements Condition {
  private static final Match MATCHED = new Match.Matched();
  private static final Match NOT_MATCHED = new Match.NotMatched();

  private final String source;
  private final Term term;
  private final CelAbstractSyntaxTree tree;
  private final Supplier<Program> program;
  private final Map<String, Variable> variables;
  private final SortedSet<String> names;
  private final Explanation explanation;

  /// @param tree as CEL has checked it
  /// @param term what answers the condition; empty when only CEL's runtime can
  /// @param program planned when first asked
  /// @param used the variables that the condition names, those of `has` under their own names
  /// @param shown the same as people wrote them, for explanations
  CelCondition(
      String source,
      CelAbstractSyntaxTree tree,
      Optional<Term> term,
      Supplier<Program> program,
      Map<String, Variable> used,
      SortedMap<String, Variable> shown) {
    this.source = source;
    this.tree = tree;
    this.program = program;
    this.variables = Map.copyOf(used);
    this.term = term.orElse(this::byCel);
    this.names = Collections.unmodifiableSortedSet(new TreeSet<>(shown.keySet()));
    this.explanation = new Explanation(new TreeMap<>(shown).values());
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public SortedSet<String> variables() {
    return names;
  }

  @Override
  public Match test(Facts facts) {
    try {
      return switch (value(facts)) {
        case Boolean matched -> matched ? MATCHED : NOT_MATCHED;
        case Missing missing -> missing.match();
        case Object other -> failed("it gave " + other);
      };
    } catch (RuntimeException failure) {
      return failed(String.valueOf(failure.getMessage()));
    }
  }

  @Override
  public Reason explain(String rule, Facts facts) {
    return switch (test(facts)) {
      case Match.Matched _ -> Reason.matched(rule, explanation.of(facts));
      case Match.NotMatched _ -> Reason.notMatched(rule, explanation.of(facts));
      case Match.Unknown(SortedSet<String> missing) ->
          Reason.unknown(rule, Explanation.ofMissing(missing));
    };
  }

  @Override
  public String toString() {
    return source;
  }

  /// What another condition sees of this one: true, false, or what is [Missing].
  static Object value(Condition condition, Facts facts) {
    return condition instanceof CelCondition cel
        ? cel.value(facts)
        : (Object) condition.test(facts).matched();
  }

  Explanation explanation() {
    return explanation;
  }

  /// When it is true, or when it is false; empty when that is too much to tell.
  Optional<Formula> formula(boolean holds) {
    return FormulaReader.read(tree, variables, holds);
  }

  private Object value(Facts facts) {
    try {
      return term.of(facts);
    } catch (CannotTell _) {
      return byCel(facts);
    }
  }

  /// Asks CEL's runtime.
  Object byCel(Facts facts) {
    try {
      Object value =
          program
              .get()
              .eval(
                  (CelVariableResolver)
                      name -> Optional.ofNullable(variables.get(name)).map(of -> of.forCel(facts)));
      return value instanceof CelUnknownSet unknown ? Missing.of(unknown) : value;
    } catch (CelEvaluationException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }

  private static Match failed(String why) {
    return new Match.Unknown(
        Collections.unmodifiableSortedSet(new TreeSet<>(List.of(Explanation.FAILED + why))));
  }
}
