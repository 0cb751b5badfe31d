package dev.leadline.lifecycle;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A lifecycle that decides only what a test hands to it.
public class QuietProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("leadline.lifecycle.wake-every", "off", "leadline.messaging.enabled", "false");
  }
}
