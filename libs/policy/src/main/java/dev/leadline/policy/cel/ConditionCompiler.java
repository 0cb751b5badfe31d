package dev.leadline.policy.cel;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
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
  private final Cel cel;
  private final CelValidator validator;

  public ConditionCompiler(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.problems = new Problems(vocabulary.variables().keySet());
    Patterns patterns = new Patterns();
    this.cel = Environment.of(vocabulary, patterns);
    this.validator =
        CelValidatorFactory.standardCelValidatorBuilder(cel).addAstValidators(patterns).build();
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
    CelValidationResult syntax = cel.parse(source);
    if (syntax.hasError()) {
      // What follows a syntax error is mostly its echo.
      return invalid(source, syntax.getErrors().stream().limit(1));
    }
    try {
      CelValidationResult checked = cel.check(syntax.getAst());
      CelValidationResult result =
          checked.hasError() ? checked : validator.validate(checked.getAst());
      return result.hasError()
          ? invalid(source, result.getErrors().stream())
          : new Compilation.Compiled(planned(source, result.getAst()));
    } catch (CelValidationException | CelEvaluationException impossible) {
      throw new IllegalStateException("Condition '" + source + "'", impossible);
    }
  }

  private Condition planned(String source, CelAbstractSyntaxTree tree)
      throws CelEvaluationException {
    NavigableMap<String, Variable> used = new TreeMap<>();
    tree.getReferenceMap().values().stream()
        .map(CelReference::name)
        .filter(vocabulary.variables()::containsKey)
        .forEach(name -> used.put(name, variable(name)));
    NavigableMap<String, Variable> shown = new TreeMap<>();
    used.keySet().stream()
        .map(name -> name.startsWith(Vocabulary.HAS) ? HasMacro.subject(name) : name)
        .forEach(name -> shown.put(name, variable(name)));
    return new CelCondition(source, (Program) cel.createProgram(tree), used, shown);
  }

  private Variable variable(String name) {
    return Objects.requireNonNull(vocabulary.variables().get(name));
  }

  private Compilation invalid(String source, Stream<CelIssue> issues) {
    return new Compilation.Invalid(issues.map(issue -> problems.describe(source, issue)).toList());
  }
}
