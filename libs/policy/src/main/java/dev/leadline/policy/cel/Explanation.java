package dev.leadline.policy.cel;

import dev.leadline.policy.Facts;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words of an explained condition, such as `country="US", employees=250`. Values that tell who
/// a person is are said to be present and not shown; lists of the policy are not repeated.
final class Explanation {
  static final String FAILED = "evaluation failed: ";
  private static final int LONGEST_TEXT = 80;
  private static final String LEAD = "lead.";

  private final List<Shown> variables;

  /// @param label what goes before the value
  private record Shown(String label, Variable variable) {}

  /// @param variables those of the condition, in the order in which they are shown
  Explanation(Collection<Variable> variables) {
    this.variables =
        variables.stream()
            .filter(variable -> variable.constant() == null)
            .map(variable -> new Shown(shortName(variable.name()) + "=", variable))
            .toList();
  }

  String of(Facts facts) {
    StringBuilder words = new StringBuilder();
    for (Shown shown : variables) {
      words
          .append(words.isEmpty() ? "" : ", ")
          .append(shown.label())
          .append(value(shown.variable(), facts));
    }
    return words.toString();
  }

  static String ofMissing(SortedSet<String> missing) {
    return missing.first().startsWith(FAILED)
        ? missing.first()
        : "missing " + String.join(", ", missing);
  }

  private static String shortName(String name) {
    return name.startsWith(LEAD) ? name.substring(LEAD.length()) : name;
  }

  private static String value(Variable variable, Facts facts) {
    Object value = variable.reader().read(facts);
    return value == null || value instanceof Missing
        ? "missing"
        : variable.personal() ? "present" : literal(value);
  }

  private static String literal(@Nullable Object value) {
    return switch (value) {
      case String text -> '"' + shortened(text) + '"';
      case List<?> list ->
          list.stream().map(Explanation::literal).collect(Collectors.joining(", ", "[", "]"));
      case null, default -> String.valueOf(value);
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
  }
}
