package dev.leadline.policy.cel;

import com.google.common.collect.ImmutableSet;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The regular expressions of `matches`, in RE2's syntax, whose cost is linear in the text. CEL
/// itself would compile the pattern each time; here that is done once, which asks for patterns that
/// are written out.
final class Patterns {
  private static final String MATCHES = "matches";
  private static final Set<String> MATCHING = Set.of(MATCHES, "matches_string");
  private static final int LARGEST_PROGRAM = 5_000;

  private final Map<String, Matching> compiled = new ConcurrentHashMap<>();

  /// The function in both its forms, `text.matches(pattern)` and `matches(text, pattern)`.
  @SuppressWarnings("Immutable") // The cache changes how fast they answer, not what.
  ImmutableSet<CelFunctionBinding> functions() {
    return CelFunctionBinding.fromOverloads(
        MATCHES,
        CelFunctionBinding.from(MATCHES, String.class, String.class, this::matches),
        CelFunctionBinding.from("matches_string", String.class, String.class, this::matches));
  }

  /// What is wrong with the patterns of a checked condition: not constant, not RE2, or too large.
  static List<CelIssue> issues(CelAbstractSyntaxTree tree) {
    if (tree.getReferenceMap().values().stream()
        .noneMatch(reference -> reference.overloadIds().stream().anyMatch(MATCHING::contains))) {
      return List.of();
    }
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(node -> node.expr().callOrDefault())
        .filter(call -> call.function().equals(MATCHES) && !call.args().isEmpty())
        .map(call -> call.args().getLast())
        .flatMap(pattern -> problem(pattern).map(words -> issue(tree, pattern, words)).stream())
        .toList();
  }

  private static Optional<String> problem(CelExpr pattern) {
    if (pattern.exprKind().getKind() != Kind.CONSTANT
        || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return Optional.of("The pattern of matches() must be written out");
    }
    try {
      return Pattern.compile(pattern.constant().stringValue()).programSize() > LARGEST_PROGRAM
          ? Optional.of("The pattern is too large")
          : Optional.empty();
    } catch (PatternSyntaxException malformed) {
      return Optional.of(
          "The pattern is not a regular expression (RE2): " + malformed.getMessage());
    }
  }

  private static CelIssue issue(CelAbstractSyntaxTree tree, CelExpr expression, String words) {
    CelSourceLocation place =
        Optional.ofNullable(tree.getSource().getPositionsMap().get(expression.id()))
            .flatMap(tree.getSource()::getOffsetLocation)
            .orElse(CelSourceLocation.NONE);
    return CelIssue.formatError(expression.id(), place, words);
  }

  private boolean matches(String text, String pattern) {
    return compiled.computeIfAbsent(pattern, it -> new Matching(Pattern.compile(it))).in(text);
  }
}
