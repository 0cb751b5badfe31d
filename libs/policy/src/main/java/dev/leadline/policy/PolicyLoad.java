package dev.leadline.policy;

import java.util.List;

/// What came of reading a policy directory.
public sealed interface PolicyLoad {

  /// The policy can be used.
  ///
  /// @param warnings what is worth a look; empty when nothing is
  record Loaded(Policy policy, List<PolicyIssue> warnings) implements PolicyLoad {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /// The policy cannot be used.
  ///
  /// @param issues everything that is wrong, errors and warnings, by file, line and column; never
  ///   empty
  record Rejected(List<PolicyIssue> issues) implements PolicyLoad {
    public Rejected {
      issues = List.copyOf(issues);
    }
  }
}
