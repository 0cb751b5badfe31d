package dev.leadline.policy.load;

import dev.leadline.events.Reason;
import dev.leadline.policy.Condition;
import dev.leadline.policy.Facts;
import dev.leadline.policy.cel.ConditionCompiler;
import dev.leadline.policy.cel.ConditionCompiler.Compilation.Compiled;
import dev.leadline.policy.cel.ConditionCompiler.Compilation.Invalid;
import dev.leadline.policy.cel.Formula;
import dev.leadline.policy.cel.Vocabulary;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the conditions of one place of the policy. The compiler is made when the first is met.
final class Conditions {
  private final Supplier<Vocabulary> vocabulary;
  private final boolean checked;
  private @Nullable ConditionCompiler compiler;

  /// @param checked false when the names to check against could not be read; then conditions are
  ///   not checked either
  Conditions(Supplier<Vocabulary> vocabulary, boolean checked) {
    this.vocabulary = vocabulary;
    this.checked = checked;
  }

  Condition read(Value value) {
    String source = value.text().strip();
    if (!checked || !value.isText()) {
      return new StandIn(source);
    }
    return switch (compiler().compile(value.text())) {
      case Compiled(Condition condition) -> {
        refuseContradiction(condition, value);
        yield condition;
      }
      case Invalid(var problems) -> {
        problems.forEach(
            problem -> value.error(problem.line(), problem.column(), problem.message()));
        yield new StandIn(source);
      }
    };
  }

  /// A condition that was made of other values.
  ///
  /// @param place where what is wrong with it is reported
  Condition read(String source, Value place) {
    if (!checked) {
      return new StandIn(source);
    }
    return switch (compiler().compile(source)) {
      case Compiled(Condition condition) -> {
        refuseContradiction(condition, place);
        yield condition;
      }
      case Invalid(var problems) -> {
        problems.forEach(problem -> place.error(problem.message()));
        yield new StandIn(source);
      }
    };
  }

  /// Null when there is no condition, which means always.
  @Nullable Condition read(Optional<Value> value) {
    return value.map(this::read).orElse(null);
  }

  private static void refuseContradiction(Condition condition, Value place) {
    Formula.of(condition)
        .filter(formula -> !formula.isPossible() && !formula.contradicted().isEmpty())
        .ifPresent(never ->
            place.error(
                "This condition never holds: no value of %s can be all that is asked of it"
                    .formatted(Value.quoted(never.contradicted()))));
  }

  private ConditionCompiler compiler() {
    if (compiler == null) {
      compiler = new ConditionCompiler(vocabulary.get());
    }
    return compiler;
  }

  /// Holds the place of a condition that could not be compiled, in a policy that is refused.
  private record StandIn(String source) implements Condition {
    @Override
    public SortedSet<String> variables() {
      return Collections.unmodifiableSortedSet(new TreeSet<>());
    }

    @Override
    public Match test(Facts facts) {
      return new Match.NotMatched();
    }

    @Override
    public Reason explain(String rule, Facts facts) {
      return Reason.notMatched(rule, "");
    }
  }
}
