package dev.leadline.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import dev.leadline.policy.Condition;
import dev.leadline.policy.cel.Constraint.Among;
import dev.leadline.policy.cel.Constraint.Between;
import dev.leadline.policy.cel.Constraint.Is;
import dev.leadline.policy.cel.Constraint.Outside;
import dev.leadline.policy.cel.Formula.Case;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the formula of a checked condition: its logic is multiplied out into cases, segments are
/// replaced by their conditions, and a comparison of one value with what is written out becomes a
/// constraint. All else is taken as it is, true or false.
final class FormulaReader {
  private static final int MOST_CASES = 128;

  /// The condition has more cases than are worth looking at.
  private static final class TooManyCases extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final CelAbstractSyntaxTree tree;
  private final Map<String, Variable> variables;
  private final NavigableSet<String> contradicted = new TreeSet<>();

  private FormulaReader(CelAbstractSyntaxTree tree, Map<String, Variable> variables) {
    this.tree = tree;
    this.variables = variables;
  }

  /// When a condition is true, or when it is false; empty when it has too many cases.
  static Optional<Formula> read(
      CelAbstractSyntaxTree tree, Map<String, Variable> variables, boolean holds) {
    FormulaReader reader = new FormulaReader(tree, variables);
    try {
      return Optional.of(new Formula(reader.cases(tree.getExpr(), holds), reader.contradicted));
    } catch (TooManyCases _) {
      return Optional.empty();
    }
  }

  /// The cases in which an expression is true, or in which it is false.
  private List<Case> cases(CelExpr expression, boolean holds) {
    Optional<Variable> variable = variable(expression);
    if (variable.isPresent()) {
      return ofVariable(variable.get(), holds);
    }
    if (expression.exprKind().getKind() == Kind.CONSTANT
        && expression.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE) {
      return expression.constant().booleanValue() == holds ? Formula.ALWAYS.cases() : List.of();
    }
    if (expression.exprKind().getKind() != Kind.CALL) {
      return opaque(expression, holds);
    }
    CelCall call = expression.call();
    return switch (call.function()) {
      case "!_" -> cases(call.args().getFirst(), !holds);
      case "_&&_" -> holds ? all(call.args(), true) : any(call.args(), false);
      case "_||_" -> holds ? any(call.args(), true) : all(call.args(), false);
      default -> constrained(call, holds).map(List::of).orElseGet(() -> opaque(expression, holds));
    };
  }

  private List<Case> ofVariable(Variable variable, boolean holds) {
    Condition definition = variable.definition();
    return definition instanceof CelCondition segment
        ? segment.formula(holds).orElseThrow(TooManyCases::new).cases()
        : List.of(Case.of(variable.name(), new Is(holds)));
  }

  private List<Case> any(List<CelExpr> parts, boolean holds) {
    return bounded(parts.stream().flatMap(part -> cases(part, holds).stream()).distinct().toList());
  }

  private List<Case> all(List<CelExpr> parts, boolean holds) {
    Set<Case> joined = new LinkedHashSet<>(Formula.ALWAYS.cases());
    for (CelExpr part : parts) {
      List<Case> next = cases(part, holds);
      Set<Case> both = new LinkedHashSet<>();
      for (Case one : joined) {
        for (Case other : next) {
          one.contradiction(other)
              .ifPresentOrElse(contradicted::add, () -> both.add(one.and(other)));
        }
      }
      joined = new LinkedHashSet<>(bounded(List.copyOf(both)));
    }
    return List.copyOf(joined);
  }

  private static List<Case> bounded(List<Case> cases) {
    if (cases.size() > MOST_CASES) {
      throw new TooManyCases();
    }
    return cases;
  }

  private Optional<Case> constrained(CelCall call, boolean holds) {
    if (call.args().size() != 2 || call.target().isPresent()) {
      return Optional.empty();
    }
    CelExpr left = call.args().getFirst();
    CelExpr right = call.args().getLast();
    return switch (call.function()) {
      case "_==_" -> equal(left, right, holds);
      case "_!=_" -> equal(left, right, !holds);
      case "@in" ->
          texts(right).flatMap(texts -> subject(left).map(of -> Case.of(of, among(texts, holds))));
      case "_<_" -> number(left, right, false, true, holds);
      case "_<=_" -> number(left, right, false, false, holds);
      case "_>_" -> number(left, right, true, true, holds);
      case "_>=_" -> number(left, right, true, false, holds);
      default -> Optional.empty();
    };
  }

  private Optional<Case> equal(CelExpr left, CelExpr right, boolean holds) {
    if (subject(left).isEmpty()) {
      return subject(right).isEmpty() ? Optional.empty() : equal(right, left, holds);
    }
    return constant(right)
        .flatMap(value ->
            switch (value) {
              case String text -> Optional.of(among(Set.of(text), holds));
              case Boolean bool -> Optional.of(new Is(bool == holds));
              case Double number when holds ->
                  Optional.of(new Between(number, number, isWhole(left)));
              default -> Optional.<Constraint>empty();
            })
        .flatMap(constraint -> subject(left).map(of -> Case.of(of, constraint)));
  }

  private static Constraint among(Set<String> texts, boolean holds) {
    return holds ? new Among(texts) : new Outside(texts);
  }

  /// @param above whether the value is to be above the number
  /// @param strictly whether it may not be the number itself
  private Optional<Case> number(
      CelExpr left, CelExpr right, boolean above, boolean strictly, boolean holds) {
    if (subject(left).isEmpty()) {
      return subject(right).isEmpty()
          ? Optional.empty()
          : number(right, left, !above, strictly, holds);
    }
    boolean whole = isWhole(left);
    boolean up = above == holds;
    boolean open = strictly == holds;
    return constant(right)
        .filter(Double.class::isInstance)
        .map(Double.class::cast)
        .map(end -> !open ? end : up ? Between.above(end, whole) : Between.below(end, whole))
        .map(end ->
            up
                ? new Between(end, Double.POSITIVE_INFINITY, whole)
                : new Between(Double.NEGATIVE_INFINITY, end, whole))
        .flatMap(between -> subject(left).map(of -> Case.of(of, between)));
  }

  private boolean isWhole(CelExpr expression) {
    return tree.getType(expression.id()).filter(SimpleType.INT::equals).isPresent();
  }

  /// What an expression is of: a value by its name, or what is made of one.
  private Optional<String> subject(CelExpr expression) {
    return expression.exprKind().getKind() == Kind.CALL
        ? Optional.of(written(expression))
        : variable(expression)
            .filter(of -> of.constant() == null && of.definition() == null)
            .map(Variable::name);
  }

  private Optional<Variable> variable(CelExpr expression) {
    return tree.getReference(expression.id()).map(CelReference::name).map(variables::get);
  }

  private Optional<Set<String>> texts(CelExpr list) {
    Optional<Variable> named = variable(list);
    if (named.isPresent()) {
      Collection<String> entries = named.get().constant();
      return entries == null || entries.isEmpty()
          ? Optional.empty()
          : Optional.of(new HashSet<>(entries));
    }
    if (list.exprKind().getKind() != Kind.LIST) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (CelExpr element : list.list().elements()) {
      if (constant(element).orElse(null) instanceof String text) {
        texts.add(text);
      }
    }
    return !texts.isEmpty() && texts.size() == list.list().elements().size()
        ? Optional.of(new HashSet<>(texts))
        : Optional.empty();
  }

  /// A text, a boolean, or a number as a decimal.
  private static Optional<Object> constant(CelExpr expression) {
    if (expression.exprKind().getKind() != Kind.CONSTANT) {
      return Optional.empty();
    }
    CelConstant constant = expression.constant();
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
      case INT64_VALUE -> Optional.of((double) constant.int64Value());
      case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
      case STRING_VALUE -> Optional.of(constant.stringValue());
      default -> Optional.empty();
    };
  }

  private List<Case> opaque(CelExpr expression, boolean holds) {
    return List.of(Case.of(written(expression), new Is(holds)));
  }

  /// The same for expressions that say the same.
  private String written(CelExpr expression) {
    return switch (expression.exprKind().getKind()) {
      case CONSTANT -> String.valueOf(expression.constant());
      case IDENT -> expression.ident().name();
      case SELECT -> written(expression.select().operand()) + "." + expression.select().field();
      case CALL ->
          Stream.concat(expression.call().target().stream(), expression.call().args().stream())
              .map(this::written)
              .collect(Collectors.joining(", ", expression.call().function() + "(", ")"));
      case LIST ->
          expression.list().elements().stream()
              .map(this::written)
              .collect(Collectors.joining(", ", "[", "]"));
      default -> String.valueOf(expression);
    };
  }
}
