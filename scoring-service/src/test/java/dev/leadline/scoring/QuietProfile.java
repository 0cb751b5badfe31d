package dev.leadline.scoring;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A scoring service that decides only what a test hands to it.
public class QuietProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "leadline.scoring.reevaluate-every", "off", "leadline.messaging.enabled", "false");
  }
}
