package dev.leadline.routing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// Routing that decides only what a test hands to it.
public class QuietProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("leadline.routing.timer", "off", "leadline.messaging.enabled", "false");
  }
}
