package dev.leadline.endtoend.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A PromQL expression, looked at closely enough to say which metrics and labels it names.
///
/// @param text with the variables of a board filled in
record Expression(String text) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?\\w+}?");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("(?<![\\w:.\"])([a-zA-Z_:][\\w:]*+)\\s*+(\\{[^}]*})?+(?!\\s*+\\()");
  private static final Pattern MATCHER =
      Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern LABEL = Pattern.compile("\\w+");
  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Set<String> WORDS =
      Set.of(
          "and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring", "group_left");

  /// @param labels that its matchers name
  record Selector(String metric, Set<String> labels) {}

  /// The expression of a panel, with `7d` as the window and everything chosen of the rest.
  static Expression ofPanel(String text) {
    return new Expression(
        VARIABLE.matcher(text.replace("$window", "7d")).replaceAll(Matcher.quoteReplacement(".*")));
  }

  List<Selector> selectors() {
    List<Selector> selectors = new ArrayList<>();
    Matcher found = SELECTOR.matcher(GROUPING.matcher(text).replaceAll(" "));
    while (found.find()) {
      String metric = found.group(1);
      String matchers = found.group(2) == null ? "" : found.group(2);
      if (!WORDS.contains(metric) && !isWithinString(found.start(1))) {
        selectors.add(new Selector(metric, labels(matchers)));
      }
    }
    return selectors;
  }

  /// The labels that it groups or joins by.
  Set<String> grouping() {
    Set<String> labels = new TreeSet<>();
    Matcher found = GROUPING.matcher(text);
    while (found.find()) {
      LABEL.matcher(found.group(1)).results().forEach(label -> labels.add(label.group()));
    }
    return labels;
  }

  private static Set<String> labels(String matchers) {
    Set<String> labels = new TreeSet<>();
    Matcher found = MATCHER.matcher(matchers);
    while (found.find()) {
      labels.add(found.group(1));
    }
    return labels;
  }

  private boolean isWithinString(int position) {
    Matcher strings = STRING.matcher(GROUPING.matcher(text).replaceAll(" "));
    while (strings.find()) {
      if (strings.start() < position && position < strings.end()) {
        return true;
      }
    }
    return false;
  }
}
