package dev.leadline.stack.local;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether a policy directory can be used, before a service finds out.
final class PolicyCheck {
  private PolicyCheck() {}

  /// Everything that is wrong, in words; empty when nothing is.
  static Optional<String> problem(Path directory) {
    return switch (PolicyLoader.load(directory)) {
      case PolicyLoad.Loaded _ -> Optional.empty();
      case PolicyLoad.Rejected(var issues) ->
          Optional.of(
              issues.stream()
                  .map(PolicyIssue::toString)
                  .collect(
                      Collectors.joining(
                          "\n", "The policy in '%s' cannot be used:\n".formatted(directory), "")));
    };
  }
}
