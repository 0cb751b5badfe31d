package dev.leadline.stack.local;

import java.nio.file.Path;
import java.util.Map;

/// What a stack is started with.
///
/// @param policy the policy directory, absolute
/// @param environment what services find in theirs beside what they always do
public record Settings(
    DataDirectory data, Ports ports, Path policy, Map<String, String> environment) {
  public Settings {
    policy = policy.toAbsolutePath().normalize();
    environment = Map.copyOf(environment);
  }

  public Settings(DataDirectory data, Ports ports, Path policy) {
    this(data, ports, policy, Map.of());
  }
}
