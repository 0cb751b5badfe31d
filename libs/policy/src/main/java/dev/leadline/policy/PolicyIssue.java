package dev.leadline.policy;

import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing wrong with a policy file.
///
/// @param severity an error keeps the policy from being used; a warning does not
/// @param file the file's name in the policy directory
/// @param line counted from 1
/// @param column counted from 1, in Unicode code points
/// @param message what was found, on what, and what is allowed instead
/// @param sourceLine the offending line as written; null when the file has no such line
public record PolicyIssue(
    Severity severity,
    String file,
    int line,
    int column,
    String message,
    @Nullable String sourceLine) {

  /// By file, line and column.
  public static final Comparator<PolicyIssue> BY_PLACE =
      Comparator.comparing(PolicyIssue::file)
          .thenComparingInt(PolicyIssue::line)
          .thenComparingInt(PolicyIssue::column)
          .thenComparing(PolicyIssue::message);

  public enum Severity {
    ERROR,
    WARNING
  }

  /// The issue as people read it: place, message, the line, and a caret under the column.
  @Override
  public String toString() {
    String head =
        "%s: %s:%d:%d: %s"
            .formatted(severity.name().toLowerCase(Locale.ROOT), file, line, column, message);
    return sourceLine == null
        ? head
        : head + "\n | " + sourceLine + "\n | " + indent(sourceLine) + "^";
  }

  /// Keeps tabs, so that the caret stands under its column however wide a tab is shown.
  private String indent(String written) {
    StringBuilder indent = new StringBuilder();
    written
        .codePoints()
        .limit(column - 1L)
        .forEach(codePoint -> indent.append(codePoint == '\t' ? '\t' : ' '));
    return indent.toString();
  }
}
