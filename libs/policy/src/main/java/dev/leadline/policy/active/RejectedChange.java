package dev.leadline.policy.active;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyIssue.Severity;
import java.util.List;

/// A change of the policy directory that cannot be used.
///
/// @param fingerprint of the files as they are written; the same for the same files
/// @param inForce the version that stays in force
/// @param issues everything that is wrong, by file, line and column; at least one is an error
public record RejectedChange(String fingerprint, String inForce, List<PolicyIssue> issues) {
  public RejectedChange {
    issues = List.copyOf(issues);
  }

  /// In one sentence: how many errors there are, and the first.
  public String summary() {
    List<PolicyIssue> errors =
        issues.stream().filter(issue -> issue.severity() == Severity.ERROR).toList();
    PolicyIssue first = errors.getFirst();
    return "%d %s; the first, in %s line %d: %s"
        .formatted(
            errors.size(),
            errors.size() == 1 ? "error" : "errors",
            first.file(),
            first.line(),
            first.message());
  }
}
