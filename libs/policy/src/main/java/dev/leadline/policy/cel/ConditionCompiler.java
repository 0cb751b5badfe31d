package dev.leadline.policy.cel;

import com.google.common.base.Suppliers;
import dev.cel.checker.CelChecker;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.leadline.policy.Condition;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Checks and compiles the conditions of one place of the policy. Making one costs milliseconds.
public final class ConditionCompiler {
  private final Vocabulary vocabulary;
  private final Problems problems;
  private final CelChecker checker;

  public ConditionCompiler(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.problems = new Problems(vocabulary.variables().keySet());
    this.checker = Environment.checker(vocabulary);
  }

  /// What came of compiling.
  public sealed interface Compilation {
    record Compiled(Condition condition) implements Compilation {}

    /// @param problems in order of place; never empty
    record Invalid(List<Problem> problems) implements Compilation {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  /// Something wrong with a condition.
  ///
  /// @param line of the condition's text, counted from 1
  /// @param column of that line, counted from 0 in Unicode code points
  /// @param message what was found and what is allowed instead
  public record Problem(int line, int column, String message) {}

  /// Compiles the text of a condition, which must come to true or false.
  public Compilation compile(String source) {
    CelValidationResult syntax = Environment.PARSER.parse(source);
    if (syntax.hasError()) {
      // What follows a syntax error is mostly its echo.
      return invalid(source, syntax.getErrors().stream().limit(1));
    }
    try {
      CelValidationResult checked = checker.check(syntax.getAst());
      if (checked.hasError()) {
        return invalid(source, checked.getErrors().stream());
      }
      List<CelIssue> patterns = Patterns.issues(checked.getAst());
      return patterns.isEmpty()
          ? new Compilation.Compiled(condition(source, checked.getAst()))
          : invalid(source, patterns.stream());
    } catch (CelValidationException impossible) {
      throw new IllegalStateException("Condition '" + source + "'", impossible);
    }
  }

  private Condition condition(String source, CelAbstractSyntaxTree tree) {
    NavigableMap<String, Variable> used = new TreeMap<>();
    tree.getReferenceMap().values().stream()
        .map(CelReference::name)
        .filter(vocabulary.variables()::containsKey)
        .forEach(name -> used.put(name, variable(name)));
    NavigableMap<String, Variable> shown = new TreeMap<>();
    used.keySet().stream()
        .map(name -> name.startsWith(Vocabulary.HAS) ? HasMacro.subject(name) : name)
        .forEach(name -> shown.put(name, variable(name)));
    return new CelCondition(
        source,
        tree,
        Translation.of(tree, used),
        Suppliers.memoize(() -> planned(source, tree)),
        used,
        shown);
  }

  private static Program planned(String source, CelAbstractSyntaxTree tree) {
    try {
      return (Program) Environment.runtime().createProgram(tree);
    } catch (CelEvaluationException impossible) {
      throw new IllegalStateException("Condition '" + source + "'", impossible);
    }
  }

  private Variable variable(String name) {
    return Objects.requireNonNull(vocabulary.variables().get(name));
  }

  private Compilation invalid(String source, Stream<CelIssue> issues) {
    return new Compilation.Invalid(issues.map(issue -> problems.describe(source, issue)).toList());
  }
}
