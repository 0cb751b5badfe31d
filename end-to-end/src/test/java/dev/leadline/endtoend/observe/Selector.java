package dev.leadline.endtoend.observe;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The series that an expression takes.
///
/// @param matchers with their braces; empty for none
/// @param aggregation the innermost that it stands in; null for none
record Selector(String metric, String matchers, @Nullable Aggregation aggregation) {
  private static final Pattern MATCHER =
      Pattern.compile("([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  /// @param operator such as `sum`
  /// @param by the labels that are kept
  record Aggregation(String operator, Set<String> by) {}

  String text() {
    return metric + matchers;
  }

  /// The labels that its matchers name.
  Set<String> labels() {
    Set<String> labels = new TreeSet<>();
    MATCHER.matcher(matchers).results().forEach(it -> labels.add(it.group(1)));
    return labels;
  }

  /// The labels that can have but one value, with it.
  Map<String, String> fixed() {
    Map<String, String> fixed = new TreeMap<>();
    Matcher matcher = MATCHER.matcher(matchers);
    while (matcher.find()) {
      if (matcher.group(2).equals("=")) {
        fixed.put(matcher.group(1), matcher.group(3));
      }
    }
    return fixed;
  }

  /// The words that a label is compared with, each for itself: those of `a|b` are two.
  Set<String> wordsOf(String label) {
    Set<String> words = new TreeSet<>();
    Matcher matcher = MATCHER.matcher(matchers);
    while (matcher.find()) {
      if (matcher.group(1).equals(label)) {
        words.addAll(Set.of(matcher.group(3).split("\\|")));
      }
    }
    return words;
  }
}
