package dev.leadline.policy.cel;

import com.google.common.collect.ImmutableSet;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.bundle.Cel;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.validator.CelAstValidator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The regular expressions of `matches`, in RE2's syntax, whose cost is linear in the text. CEL
/// itself would compile the pattern each time; here that is done once, which asks for patterns that
/// are written out.
final class Patterns implements CelAstValidator {
  private static final String MATCHES = "matches";
  private static final int LARGEST_PROGRAM = 5_000;

  private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

  /// The function in both its forms, `text.matches(pattern)` and `matches(text, pattern)`.
  @SuppressWarnings("Immutable") // The cache changes how fast they answer, not what.
  ImmutableSet<CelFunctionBinding> functions() {
    return CelFunctionBinding.fromOverloads(
        MATCHES,
        CelFunctionBinding.from("matches", String.class, String.class, this::matches),
        CelFunctionBinding.from("matches_string", String.class, String.class, this::matches));
  }

  /// Refuses patterns that are not constant, not RE2 or too large.
  @Override
  public void validate(CelNavigableAst tree, Cel cel, IssuesFactory issues) {
    tree.getRoot()
        .allNodes()
        .map(node -> node.expr().callOrDefault())
        .filter(call -> call.function().equals(MATCHES) && !call.args().isEmpty())
        .forEach(call -> validate(call, issues));
  }

  private static void validate(CelCall call, IssuesFactory issues) {
    CelExpr pattern = call.args().getLast();
    if (pattern.exprKind().getKind() != Kind.CONSTANT
        || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      issues.addError(pattern.id(), "The pattern of matches() must be written out");
      return;
    }
    try {
      if (Pattern.compile(pattern.constant().stringValue()).programSize() > LARGEST_PROGRAM) {
        issues.addError(pattern.id(), "The pattern is too large");
      }
    } catch (PatternSyntaxException malformed) {
      issues.addError(
          pattern.id(), "The pattern is not a regular expression (RE2): " + malformed.getMessage());
    }
  }

  private boolean matches(String text, String pattern) {
    return compiled.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
  }
}
