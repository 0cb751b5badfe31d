package dev.leadline.policy.load;

import dev.leadline.policy.PolicyIssue.Severity;
import dev.leadline.policy.cel.ClosestName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A value of a policy file and its place.
///
/// A value that cannot be read as asked is reported, and a harmless one stands in for it: the
/// policy is refused anyway, and reading goes on so that all issues are found at once.
final class Value {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,5})%");
  private static final Pattern ID = Pattern.compile("[a-z0-9]+([-_][a-z0-9]+)*");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while");

  /// Stands for a text that cannot be read.
  static final String STAND_IN = "?";

  private final SourceFile file;
  private final Issues issues;
  private final @Nullable Node node;

  Value(SourceFile file, Issues issues, @Nullable Node node) {
    this.file = file;
    this.issues = issues;
    this.node = node;
  }

  /// A value that is missing, which was already reported.
  Value absent() {
    return new Value(file, issues, null);
  }

  boolean isAbsent() {
    return node == null;
  }

  Value at(Node part) {
    return new Value(file, issues, part);
  }

  void error(String message) {
    report(Severity.ERROR, message);
  }

  void warning(String message) {
    report(Severity.WARNING, message);
  }

  /// Reports at a place within a scalar.
  ///
  /// @param line of the scalar's value, from 1
  /// @param column from 0
  void error(int line, int column, String message) {
    if (node instanceof ScalarNode scalar) {
      int offset = new ScalarPlaces(file, scalar).offset(line, column);
      issues.add(file.issue(Severity.ERROR, offset, message));
    }
  }

  /// How many issues the policy has by now.
  int issuesSoFar() {
    return issues.count();
  }

  /// The number of its line, from 1.
  int line() {
    return node == null ? 1 : file.lineOf(node.getStartMark().getIndex());
  }

  /// The node; null when absent.
  @Nullable Node node() {
    return node;
  }

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /// Whether a text read from a policy only stands for one that could not be read: an issue of its
  /// own says so already, and nothing more should be said about it.
  static boolean isStandIn(String text) {
    return text.equals(STAND_IN);
  }

  /// Whether [#text()] can read it.
  boolean isText() {
    return node instanceof ScalarNode scalar
        && !scalar.getTag().equals(Tag.NULL)
        && !scalar.getValue().isBlank();
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /// Any scalar as written, whatever YAML takes it for: `NO` is a text, not false.
  String text() {
    return scalar("a text", text -> text.isBlank() ? null : text, STAND_IN);
  }

  /// An id that shows in decisions and metrics.
  String id() {
    return scalar(
        "an id: lower-case letters and digits, joined by '-' or '_'",
        text -> ID.matcher(text).matches() ? text : null,
        STAND_IN);
  }

  /// A name that conditions can use behind a dot.
  String name() {
    return scalar(
        "a name that conditions can use: letters, digits and '_', and no word of CEL",
        text -> NAME.matcher(text).matches() && !RESERVED.contains(text) ? text : null,
        STAND_IN);
  }

  int integer(int least, int most) {
    return scalar(
        "an integer from " + least + " to " + most,
        text -> {
          if (!INTEGER.matcher(text).matches()) {
            return null;
          }
          int number = Integer.parseInt(text);
          return number >= least && number <= most ? number : null;
        },
        least);
  }

  boolean bool() {
    return scalar(
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> null;
            },
        false);
  }

  Duration duration() {
    return scalar(
        "a duration above zero in ISO 8601, such as PT5M, PT4H or P7D",
        text -> {
          Duration duration = parsed(text, Duration::parse);
          return duration == null || duration.isPositive() ? duration : null;
        },
        Duration.ofHours(1));
  }

  int percent() {
    return scalar(
        "a share above zero, such as 50%",
        text -> {
          var matcher = PERCENT.matcher(text);
          int percent = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
          return percent > 0 ? percent : null;
        },
        100);
  }

  LocalDate date() {
    return scalar(
        "a date, such as 2026-12-25", text -> parsed(text, LocalDate::parse), LocalDate.EPOCH);
  }

  /// A date and time of the wall clock, or a date alone.
  ///
  /// @param ofDate what a date alone means
  LocalDateTime dateOrTime(Function<LocalDate, LocalDateTime> ofDate, LocalDateTime standIn) {
    return scalar(
        "a date, such as 2026-12-25, or a date and time, such as 2026-12-24T12:00",
        text -> {
          LocalDate date = parsed(text, LocalDate::parse);
          return date == null ? parsed(text, LocalDateTime::parse) : ofDate.apply(date);
        },
        standIn);
  }

  /// A language by its ISO 639 code.
  String language() {
    return scalar(
        "a language code of ISO 639, such as de",
        text -> LANGUAGE.matcher(text).matches() ? text : null,
        STAND_IN);
  }

  ZoneId zone() {
    return scalar(
        "a time zone of the IANA database, such as Europe/Berlin",
        text -> ZoneId.getAvailableZoneIds().contains(text) ? ZoneId.of(text) : null,
        ZoneOffset.UTC);
  }

  /// One of several words.
  <T> T choice(Map<String, T> choices) {
    T standIn = choices.values().iterator().next();
    if (node == null) {
      return standIn;
    }
    String written = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    T chosen = choices.get(written);
    if (chosen != null) {
      return chosen;
    }
    error(
        "%s is not one of %s%s"
            .formatted(
                written(),
                quoted(choices.keySet()),
                ClosestName.among(choices.keySet(), written)
                    .map("; did you mean '%s'?"::formatted)
                    .orElse("")));
    return standIn;
  }

  /// The entries of a list; a lone value counts as a list of one.
  List<Value> oneOrMore() {
    return node == null ? List.of() : isList() ? list() : List.of(this);
  }

  List<Value> list() {
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(this::at).toList();
    }
    error(written() + " is not a list");
    return List.of();
  }

  Block block() {
    return Block.of(this);
  }

  /// What is written, for messages.
  String written() {
    return switch (node) {
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "An empty value";
      case ScalarNode scalar -> "'" + scalar.getValue().strip() + "'";
      case SequenceNode _ -> "A list";
      case null, default -> "A mapping";
    };
  }

  static String quoted(Iterable<String> words) {
    StringBuilder joined = new StringBuilder();
    for (String word : words) {
      joined.append(joined.isEmpty() ? "'" : ", '").append(word).append('\'');
    }
    return joined.toString();
  }

  private <T> T scalar(String wanted, Function<String, @Nullable T> reader, T standIn) {
    if (node == null) {
      return standIn;
    }
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      T read = reader.apply(scalar.getValue());
      if (read != null) {
        return read;
      }
    }
    error(written() + " is not " + wanted);
    return standIn;
  }

  private void report(Severity severity, String message) {
    if (node != null) {
      issues.add(file.issue(severity, node.getStartMark().getIndex(), message));
    }
  }

  private static <T> @Nullable T parsed(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
