package dev.leadline.policy.cel;

import dev.leadline.policy.Facts;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of an explained condition, such as `country="US", segment.enterprise=true
/// (employees=2500)`: of a segment also the values that decided it, unless they are told anyway.
/// Values that tell who a person is are said to be present and not shown; lists of the policy are
/// not repeated.
final class Explanation {
  static final String FAILED = "evaluation failed: ";
  private static final int LONGEST_TEXT = 80;
  private static final String LEAD = "lead.";

  private final List<Shown> variables;

  /// @param label what goes before the value
  /// @param behind what decided the value, when it is a segment
  private record Shown(String label, Variable variable, List<Shown> behind) {
    Stream<Shown> withBehind() {
      return Stream.concat(Stream.of(this), behind.stream());
    }
  }

  /// @param variables those of the condition, in the order in which they are shown
  Explanation(Collection<Variable> variables) {
    Set<String> told =
        variables.stream().map(Variable::name).collect(Collectors.toCollection(HashSet::new));
    this.variables =
        variables.stream()
            .filter(variable -> variable.constant() == null)
            .map(variable ->
                new Shown(shortName(variable.name()) + "=", variable, behind(variable, told)))
            .toList();
  }

  /// @param told what is shown already; takes what is shown here
  private static List<Shown> behind(Variable variable, Set<String> told) {
    return variable.definition() instanceof CelCondition segment
        ? segment.explanation().variables.stream()
            .flatMap(Shown::withBehind)
            .filter(shown -> shown.variable().definition() == null)
            .filter(shown -> told.add(shown.variable().name()))
            .toList()
        : List.of();
  }

  String of(Facts facts) {
    StringBuilder words = new StringBuilder();
    tell(variables, facts, words);
    return words.toString();
  }

  private static void tell(List<Shown> variables, Facts facts, StringBuilder words) {
    String separator = "";
    for (Shown shown : variables) {
      words.append(separator).append(shown.label()).append(value(shown.variable(), facts));
      separator = ", ";
      if (!shown.behind().isEmpty()) {
        tell(shown.behind(), facts, words.append(" ("));
        words.append(')');
      }
    }
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
