package dev.leadline.policy.describe;

import dev.leadline.policy.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// A Markdown document as it is written: GitHub's tables, and graphs that Mermaid draws.
final class Markdown {
  private final List<String> blocks = new ArrayList<>();

  void heading(int level, String text) {
    blocks.add("#".repeat(level) + " " + text);
  }

  void paragraph(String text) {
    blocks.add(text);
  }

  void items(List<String> items) {
    if (!items.isEmpty()) {
      blocks.add("- " + String.join("\n- ", items));
    }
  }

  /// A table; nothing where there are no rows.
  void table(List<String> columns, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      StringJoiner table = new StringJoiner("\n");
      table.add(row(columns));
      table.add("|" + " --- |".repeat(columns.size()));
      rows.forEach(cells -> table.add(row(cells)));
      blocks.add(table.toString());
    }
  }

  /// @param lines of Mermaid, the kind of the graph first
  void graph(List<String> lines) {
    blocks.add("```mermaid\n" + String.join("\n", lines) + "\n```");
  }

  /// A condition as it is written, on one line.
  static String condition(@Nullable Condition condition) {
    return condition == null ? "always" : code(condition.source().replaceAll("\\s+", " ").strip());
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  static String codes(Collection<String> texts) {
    return String.join(", ", texts.stream().map(Markdown::code).toList());
  }

  /// A length of time in the words of people, exact: `1 day 12 h`.
  static String time(Duration time) {
    StringJoiner words = new StringJoiner(" ");
    add(words, time.toDays(), time.toDays() == 1 ? "day" : "days");
    add(words, time.toHoursPart(), "h");
    add(words, time.toMinutesPart(), "min");
    add(words, time.toSecondsPart(), "s");
    return words.length() == 0 ? time.toString() : words.toString();
  }

  @Override
  public String toString() {
    return String.join("\n\n", blocks) + "\n";
  }

  private static void add(StringJoiner words, long count, String unit) {
    if (count > 0) {
      words.add(count + " " + unit);
    }
  }

  /// A bar ends a cell unless it is escaped, in code as well.
  private static String row(List<String> cells) {
    return "| "
        + String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList())
        + " |";
  }
}
