package dev.leadline.policy.cel;

import dev.cel.runtime.CelUnknownSet;
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

  private Explanation() {}

  static String of(Collection<Variable> variables, Facts facts) {
    return variables.stream()
        .filter(variable -> !variable.name().startsWith("lists."))
        .map(variable -> shortName(variable.name()) + "=" + shown(variable, facts))
        .collect(Collectors.joining(", "));
  }

  static String ofMissing(SortedSet<String> missing) {
    return missing.first().startsWith(FAILED)
        ? missing.first()
        : "missing " + String.join(", ", missing);
  }

  private static String shortName(String name) {
    return name.startsWith(LEAD) ? name.substring(LEAD.length()) : name;
  }

  private static String shown(Variable variable, Facts facts) {
    Object value = variable.reader().read(facts);
    return value == null || value instanceof CelUnknownSet
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
