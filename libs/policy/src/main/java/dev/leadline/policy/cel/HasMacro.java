package dev.leadline.policy.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelMacro;
import java.util.Optional;

/// `has(lead.company)`: whether a value is known. CEL's own macro asks for a field of a message;
/// here `lead.company` is a variable by itself, so the question becomes a variable too.
final class HasMacro {
  static final CelMacro MACRO =
      CelMacro.newGlobalMacro(
          "has",
          1,
          (factory, _, arguments) ->
              Optional.of(
                  qualifiedName(arguments.getFirst())
                      .map(name -> factory.newIdentifier(Vocabulary.HAS + name))
                      .orElseGet(() ->
                          factory.reportError(
                              "has() asks for a name, such as has(lead.company)"))));

  private HasMacro() {}

  /// The name that a variable of `has` asks about.
  static String subject(String hasName) {
    return hasName.substring(Vocabulary.HAS.length());
  }

  private static Optional<String> qualifiedName(CelExpr expression) {
    return switch (expression.exprKind().getKind()) {
      case Kind.IDENT -> Optional.of(expression.ident().name());
      case Kind.SELECT ->
          qualifiedName(expression.select().operand())
              .map(operand -> operand + "." + expression.select().field());
      default -> Optional.empty();
    };
  }
}
