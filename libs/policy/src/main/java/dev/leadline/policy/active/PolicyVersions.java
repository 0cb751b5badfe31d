package dev.leadline.policy.active;

import dev.leadline.policy.Policy;
import java.util.Optional;

/// The policies that the service decided by, each under the version that its decisions cite. What
/// was begun under one version can so be ended under it.
@FunctionalInterface
public interface PolicyVersions {

  /// The policy of that version, ready to decide by; empty when the service never used it, or when
  /// its files no longer pass the checks, which the log says.
  Optional<Policy> version(String version);
}
