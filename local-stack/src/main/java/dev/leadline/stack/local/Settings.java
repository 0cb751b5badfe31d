package dev.leadline.stack.local;

import java.nio.file.Path;

/// What a stack is started with.
///
/// @param policy the policy directory, absolute
public record Settings(DataDirectory data, Ports ports, Path policy) {
  public Settings {
    policy = policy.toAbsolutePath().normalize();
  }
}
