package dev.leadline.endtoend.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A PromQL expression, looked at closely enough to say what it selects and how that is added up.
///
/// @param text with the variables of a board filled in
record Expression(String text) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?\\w+}?");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("(?<![\\w:.])([a-zA-Z_:][\\w:]*+)\\s*+(\\{[^}]*})?+(?!\\s*+\\()");
  private static final Pattern OPERATOR =
      Pattern.compile("(\\w+)\\s*(?:by\\s*\\(([^)]*)\\)\\s*)?$");
  private static final Pattern LABEL = Pattern.compile("\\w+");
  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern NOTHING_IS_NOUGHT = Pattern.compile("\\bor vector\\(0\\)");
  private static final Set<String> WORDS =
      Set.of(
          "and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring", "group_left");
  private static final Set<String> AGGREGATIONS =
      Set.of("sum", "min", "max", "avg", "count", "group", "stddev", "stdvar", "topk", "bottomk");

  /// The expression of a panel, with `7d` as the window and everything chosen of the rest.
  static Expression ofPanel(String text) {
    return new Expression(
        VARIABLE.matcher(text.replace("$window", "7d")).replaceAll(Matcher.quoteReplacement(".*")));
  }

  /// The same, but nothing where nothing is found.
  Expression withoutNought() {
    return new Expression(NOTHING_IS_NOUGHT.matcher(text).replaceAll("").strip());
  }

  List<Selector> selectors() {
    String words = blank(GROUPING, blank(STRING, text));
    List<Selector> selectors = new ArrayList<>();
    Matcher found = SELECTOR.matcher(words);
    while (found.find()) {
      if (!WORDS.contains(found.group(1))) {
        String matchers =
            found.group(2) == null ? "" : text.substring(found.start(2), found.end(2));
        selectors.add(new Selector(found.group(1), matchers, aggregationAt(found.start())));
      }
    }
    return selectors;
  }

  /// The labels that it groups or joins by.
  Set<String> grouping() {
    Set<String> labels = new TreeSet<>();
    Matcher found = GROUPING.matcher(text);
    while (found.find()) {
      labels.addAll(words(found.group(1)));
    }
    return labels;
  }

  /// The innermost aggregation around a position; null for none. One that says what it groups by
  /// after its operand is taken to group by nothing.
  private Selector.@Nullable Aggregation aggregationAt(int position) {
    String plain = blank(STRING, text);
    int depth = 0;
    for (int at = position - 1; at >= 0; at--) {
      char here = plain.charAt(at);
      depth += here == ')' ? 1 : here == '(' ? -1 : 0;
      if (depth < 0) {
        depth = 0;
        Matcher operator = OPERATOR.matcher(plain.substring(0, at));
        if (operator.find() && AGGREGATIONS.contains(operator.group(1))) {
          return new Selector.Aggregation(
              operator.group(1), operator.group(2) == null ? Set.of() : words(operator.group(2)));
        }
      }
    }
    return null;
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    LABEL.matcher(text).results().map(MatchResult::group).forEach(words::add);
    return words;
  }

  /// As long as before, with blanks for what matches.
  private static String blank(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll(it -> " ".repeat(it.group().length()));
  }
}
