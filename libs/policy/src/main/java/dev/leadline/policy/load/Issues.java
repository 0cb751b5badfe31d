package dev.leadline.policy.load;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyIssue.Severity;
import java.util.ArrayList;
import java.util.List;

/// What was found wrong so far.
final class Issues {
  private final List<PolicyIssue> found = new ArrayList<>();

  void add(PolicyIssue issue) {
    found.add(issue);
  }

  int count() {
    return found.size();
  }

  boolean hasErrors() {
    return found.stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
  }

  /// By file, line and column; the same thing said twice counts once.
  List<PolicyIssue> sorted() {
    return found.stream().distinct().sorted(PolicyIssue.BY_PLACE).toList();
  }
}
