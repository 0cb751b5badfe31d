package dev.leadline.policy.cel;

import com.google.common.base.Ascii;
import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// Makes terms of a condition that CEL has checked. What it does not know stays with CEL's runtime,
/// so a condition costs more there but means the same.
final class Translation {
  /// Whole numbers up to here are decimals without loss.
  private static final long EXACT = 1L << 53;

  private static final Map<String, IntPredicate> COMPARISONS =
      Map.of(
          "_<_", sign -> sign < 0,
          "_<=_", sign -> sign <= 0,
          "_>_", sign -> sign > 0,
          "_>=_", sign -> sign >= 0);

  private final CelAbstractSyntaxTree tree;
  private final Map<String, Variable> variables;

  private Translation(CelAbstractSyntaxTree tree, Map<String, Variable> variables) {
    this.tree = tree;
    this.variables = variables;
  }

  /// The term of a checked condition; empty when it needs something else than terms can do.
  ///
  /// @param variables those that the condition may name
  static Optional<Term> of(CelAbstractSyntaxTree tree, Map<String, Variable> variables) {
    return new Translation(tree, variables).term(tree.getExpr());
  }

  private Optional<Term> term(CelExpr expression) {
    Optional<Variable> variable = variable(expression);
    if (variable.isPresent()) {
      return variable.map(Terms::value);
    }
    return switch (expression.exprKind().getKind()) {
      case Kind.CONSTANT -> constant(expression).map(Terms::constant);
      case Kind.CALL -> call(expression.call());
      default -> Optional.empty();
    };
  }

  private Optional<Variable> variable(CelExpr expression) {
    return tree.getReference(expression.id()).map(CelReference::name).map(variables::get);
  }

  private static Optional<Object> constant(CelExpr expression) {
    if (expression.exprKind().getKind() != Kind.CONSTANT) {
      return Optional.empty();
    }
    CelConstant constant = expression.constant();
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
      case INT64_VALUE -> Optional.of(constant.int64Value());
      case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
      case STRING_VALUE -> Optional.of(constant.stringValue());
      default -> Optional.empty();
    };
  }

  private Optional<Term> call(CelCall call) {
    List<CelExpr> operands = Stream.concat(call.target().stream(), call.args().stream()).toList();
    return switch (operands.size()) {
      case 1 -> term(operands.getFirst()).flatMap(term -> unary(call.function(), term));
      case 2 -> binary(call.function(), operands.getFirst(), operands.getLast());
      case 3 -> ternary(call.function(), operands);
      default -> Optional.empty();
    };
  }

  private static Optional<Term> unary(String function, Term term) {
    return switch (function) {
      case "!_" -> Optional.of(Terms.not(term));
      case "lowerAscii" -> Optional.of(Terms.text(term, Ascii::toLowerCase));
      case "upperAscii" -> Optional.of(Terms.text(term, Ascii::toUpperCase));
      case "size" -> Optional.of(Terms.size(term));
      default -> Optional.empty();
    };
  }

  private Optional<Term> ternary(String function, List<CelExpr> operands) {
    List<Term> terms = operands.stream().flatMap(operand -> term(operand).stream()).toList();
    if (terms.size() < operands.size()) {
      return Optional.empty();
    }
    return switch (function) {
      case "_?_:_" -> Optional.of(Terms.choice(terms.get(0), terms.get(1), terms.get(2)));
      case "substring" -> Optional.of(Terms.part(terms.get(0), terms.get(1), terms.get(2)));
      default -> Optional.empty();
    };
  }

  private Optional<Term> binary(String function, CelExpr left, CelExpr right) {
    if (function.equals("@in")) {
      return in(left, right);
    }
    if (function.equals("matches")) {
      return matches(left, right);
    }
    Optional<Term> first = term(left);
    Optional<Term> second = term(right);
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    Term a = first.get();
    Term b = second.get();
    return switch (function) {
      case "_&&_" -> Optional.of(Terms.and(a, b));
      case "_||_" -> Optional.of(Terms.or(a, b));
      case "_==_" -> equal(left, right, a, b);
      case "_!=_" -> equal(left, right, a, b).map(Terms::not);
      default ->
          COMPARISONS.containsKey(function)
              ? compared(COMPARISONS.get(function), left, right, a, b)
              : are(SimpleType.STRING, left, right)
                  ? ofTexts(function, a, b)
                  : ofNumbers(function, left, right, a, b);
    };
  }

  private Optional<Term> equal(CelExpr left, CelExpr right, Term a, Term b) {
    if (are(SimpleType.DOUBLE, left, right)) {
      return Optional.of(Terms.equalDecimals(a, b));
    }
    return Stream.of(SimpleType.STRING, SimpleType.INT, SimpleType.BOOL)
            .anyMatch(type -> are(type, left, right))
        ? Optional.of(Terms.equal(a, b))
        : Optional.empty();
  }

  private Optional<Term> compared(
      IntPredicate accepted, CelExpr left, CelExpr right, Term a, Term b) {
    if (are(SimpleType.INT, left, right)) {
      return Optional.of(Terms.compared(a, b, accepted));
    }
    if (are(SimpleType.STRING, left, right)) {
      return Optional.of(Terms.comparedTexts(a, b, accepted));
    }
    Optional<Term> decimal = decimal(left, a);
    Optional<Term> other = decimal(right, b);
    return decimal.isPresent() && other.isPresent()
        ? Optional.of(Terms.comparedDecimals(decimal.get(), other.get(), accepted))
        : Optional.empty();
  }

  /// A decimal, or a whole number that was written out and is exactly one.
  private Optional<Term> decimal(CelExpr expression, Term term) {
    if (is(expression, SimpleType.DOUBLE)) {
      return Optional.of(term);
    }
    return constant(expression)
        .filter(Long.class::isInstance)
        .map(Long.class::cast)
        .filter(whole -> Math.abs(whole) <= EXACT)
        .map(whole -> Terms.constant(whole.doubleValue()));
  }

  private Optional<Term> in(CelExpr value, CelExpr list) {
    if (!is(value, SimpleType.STRING)) {
      return Optional.empty();
    }
    Optional<Term> one = term(value);
    Optional<Collection<?>> known = knownList(list);
    if (one.isPresent() && known.isPresent()) {
      return Optional.of(Terms.in(one.get(), known.get()));
    }
    return one.flatMap(text -> variable(list).map(of -> Terms.in(text, Terms.value(of))));
  }

  /// A list of the policy, or one that is written out.
  private Optional<Collection<?>> knownList(CelExpr list) {
    Optional<Collection<?>> ofPolicy =
        variable(list).flatMap(of -> Optional.ofNullable(of.constant()));
    if (ofPolicy.isPresent() || list.exprKind().getKind() != Kind.LIST) {
      return ofPolicy;
    }
    List<Object> entries = new ArrayList<>();
    list.list().elements().forEach(element -> constant(element).ifPresent(entries::add));
    return entries.size() == list.list().elements().size()
        ? Optional.of(Set.copyOf(entries))
        : Optional.empty();
  }

  private Optional<Term> matches(CelExpr text, CelExpr pattern) {
    return term(text)
        .flatMap(value ->
            constant(pattern)
                .map(written -> Terms.matches(value, Pattern.compile((String) written))));
  }

  private static Optional<Term> ofTexts(String function, Term text, Term other) {
    return switch (function) {
      case "startsWith" -> Optional.of(Terms.texts(text, other, String::startsWith));
      case "endsWith" -> Optional.of(Terms.texts(text, other, String::endsWith));
      case "contains" -> Optional.of(Terms.texts(text, other, String::contains));
      case "indexOf" -> Optional.of(Terms.texts(text, other, Terms.searched(String::indexOf)));
      case "lastIndexOf" ->
          Optional.of(Terms.texts(text, other, Terms.searched(String::lastIndexOf)));
      default -> Optional.empty();
    };
  }

  private Optional<Term> ofNumbers(String function, CelExpr left, CelExpr right, Term a, Term b) {
    if (function.equals("substring") && is(left, SimpleType.STRING)) {
      return Optional.of(Terms.rest(a, b));
    }
    if (!are(SimpleType.INT, left, right)) {
      return Optional.empty();
    }
    return switch (function) {
      case "_+_" -> Optional.of(Terms.arithmetic(a, b, Math::addExact));
      case "_-_" -> Optional.of(Terms.arithmetic(a, b, Math::subtractExact));
      case "_*_" -> Optional.of(Terms.arithmetic(a, b, Math::multiplyExact));
      default -> Optional.empty();
    };
  }

  private boolean are(CelType type, CelExpr left, CelExpr right) {
    return is(left, type) && is(right, type);
  }

  private boolean is(CelExpr expression, CelType type) {
    return tree.getType(expression.id()).filter(type::equals).isPresent();
  }
}
