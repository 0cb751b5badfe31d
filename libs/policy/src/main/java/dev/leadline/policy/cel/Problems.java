package dev.leadline.policy.cel;

import dev.cel.common.CelIssue;
import dev.leadline.policy.cel.ConditionCompiler.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says what CEL found in the words of the policy.
final class Problems {
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '(.*)' applied to '(.*)' \\(candidates.*");
  private static final Pattern RESULT = Pattern.compile("expected type 'bool' but found '(.*)'");
  private static final Pattern SELECTION =
      Pattern.compile("type '(.*)' does not support field selection");
  private static final Pattern UNEXPECTED =
      Pattern.compile("(?:mismatched|extraneous) input '(.*)' expecting .*", Pattern.DOTALL);
  private static final Pattern UNREADABLE =
      Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
  private static final Pattern QUALIFIED_NAME =
      Pattern.compile("[A-Za-z_]\\w*(?:\\s*\\.\\s*[A-Za-z_]\\w*)*+(\\s*\\()?");
  private static final Pattern NOT = Pattern.compile("\\bnot +$");
  private static final Map<String, String> OTHER_LANGUAGES =
      Map.of("and", "&&", "or", "||", "not", "!", "AND", "&&", "OR", "||", "NOT", "!");

  private final List<String> names;

  /// @param names the names that may be used; the closest is suggested
  Problems(Collection<String> names) {
    this.names = names.stream().filter(name -> !name.startsWith(Vocabulary.HAS)).toList();
  }

  Problem describe(String source, CelIssue issue) {
    int line = Math.max(1, issue.getSourceLocation().getLine());
    int column = Math.max(0, issue.getSourceLocation().getColumn());
    Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
    if (undeclared.matches()) {
      return undeclared(source, line, column, undeclared.group(1));
    }
    Matcher negated = NOT.matcher(source.substring(0, offset(source, line, column)));
    if (negated.find() && UNEXPECTED.matcher(issue.getMessage()).matches()) {
      return new Problem(line, column - (negated.end() - negated.start()), unexpected("not"));
    }
    return new Problem(line, column, message(issue.getMessage()));
  }

  /// CEL names only the first part of `lead.nmae`; people need the whole.
  private Problem undeclared(String source, int line, int column, String part) {
    if (part.startsWith(Vocabulary.HAS)) {
      return new Problem(line, column, unknownName(HasMacro.subject(part)));
    }
    String rest = source.substring(offset(source, line, column));
    Matcher written = QUALIFIED_NAME.matcher(rest);
    if (!written.lookingAt() || written.group(1) != null || !rest.startsWith(part)) {
      return new Problem(line, column, "There is no function '%s' for such values".formatted(part));
    }
    return new Problem(line, column, unknownName(written.group().replaceAll("\\s", "")));
  }

  private String unknownName(String name) {
    return "'%s' is not known here".formatted(name)
        + ClosestName.among(names, name)
            .map("; did you mean '%s'?"::formatted)
            .orElseGet(() -> hasKnownRoot(name) ? "" : "; names begin with " + roots());
  }

  private boolean hasKnownRoot(String name) {
    int dot = name.indexOf('.');
    return dot > 0
        && names.stream().anyMatch(known -> known.startsWith(name.substring(0, dot + 1)));
  }

  private String roots() {
    return String.join(
        ", ",
        names.stream().map(name -> "'" + name.replaceAll("\\..*", ".") + "'").distinct().toList());
  }

  private static String message(String message) {
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return "%s cannot be applied to %s"
          .formatted(TypeNames.operator(overload.group(1)), TypeNames.all(overload.group(2)));
    }
    Matcher result = RESULT.matcher(message);
    if (result.matches()) {
      return "The condition gives %s, not true or false".formatted(TypeNames.one(result.group(1)));
    }
    Matcher selection = SELECTION.matcher(message);
    if (selection.matches()) {
      return "%s has no parts to name with '.'".formatted(TypeNames.one(selection.group(1)));
    }
    Matcher unreadable = UNREADABLE.matcher(message);
    if (unreadable.matches()) {
      return unreadable(unreadable.group(1).strip());
    }
    Matcher unexpected = UNEXPECTED.matcher(message);
    return unexpected.matches() ? unexpected(unexpected.group(1)) : message;
  }

  private static String unreadable(String text) {
    return switch (text) {
      case "=" -> "'=' is not an operator; equality is '=='";
      case "&" -> "'&' is not an operator; write '&&'";
      case "|" -> "'|' is not an operator; write '||'";
      default ->
          text.startsWith("'") || text.startsWith("\"")
              ? "The text that begins here is not closed"
              : "'%s' cannot be read".formatted(text);
    };
  }

  private static String unexpected(String token) {
    String operator = OTHER_LANGUAGES.get(token);
    return token.equals("<EOF>")
        ? "The condition ends too early"
        : "'%s' is not expected here".formatted(token)
            + (operator == null ? "" : "; write '" + operator + "'");
  }

  private static int offset(String source, int line, int column) {
    int lineStart = 0;
    for (int current = 1; current < line; current++) {
      lineStart = source.indexOf('\n', lineStart) + 1;
    }
    return source.offsetByCodePoints(lineStart, column);
  }
}
