package dev.leadline.policy.active;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.policy.load.PolicyLoader;
import java.util.Map;

/// Versions that were in force before a test began.
final class TestVersions {
  private TestVersions() {}

  static Policy keptIn(PolicyStore store, Map<String, String> files) {
    Policy policy = ((Loaded) PolicyLoader.load(PolicyContent.of(files))).policy();
    store.keep(policy.version(), files);
    return policy;
  }
}
