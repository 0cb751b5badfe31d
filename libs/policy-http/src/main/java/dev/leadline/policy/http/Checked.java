package dev.leadline.policy.http;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.PolicyLoad.Rejected;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What came of checking a policy.
///
/// @param usable whether it has no error
/// @param version what decisions under it would cite; null when it cannot be used
/// @param issues errors and warnings, by file, line and column
public record Checked(boolean usable, @Nullable String version, List<Issue> issues) {
  public Checked {
    issues = List.copyOf(issues);
  }

  /// @param severity `error` or `warning`
  /// @param line from 1
  /// @param column from 1, in Unicode code points
  /// @param sourceLine the line as written; null when the file has no such line
  /// @param text all of it as people read it, with a caret under the column
  public record Issue(
      String severity,
      String file,
      int line,
      int column,
      String message,
      @Nullable String sourceLine,
      String text) {

    static Issue of(PolicyIssue issue) {
      return new Issue(
          issue.severity().name().toLowerCase(Locale.ROOT),
          issue.file(),
          issue.line(),
          issue.column(),
          issue.message(),
          issue.sourceLine(),
          issue.toString());
    }
  }

  public static Checked of(PolicyLoad load) {
    return switch (load) {
      case Loaded(var policy, var warnings) ->
          new Checked(true, policy.version(), warnings.stream().map(Issue::of).toList());
      case Rejected(var issues) ->
          new Checked(false, null, issues.stream().map(Issue::of).toList());
    };
  }
}
