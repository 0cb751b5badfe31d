package dev.leadline.lifecycle;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import java.nio.file.Path;

/// The policy that Leadline ships.
public final class ShippedPolicy {
  private ShippedPolicy() {}

  public static Policy load() {
    Path root = Path.of(System.getProperty("leadline.root", ".."));
    return switch (PolicyLoader.load(root.resolve("policies/default"))) {
      case PolicyLoad.Loaded loaded -> loaded.policy();
      case PolicyLoad.Rejected rejected -> throw new IllegalStateException(rejected.toString());
    };
  }
}
