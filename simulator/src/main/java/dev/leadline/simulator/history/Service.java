package dev.leadline.simulator.history;

import java.util.Optional;

/// Who decides.
public enum Service {
  SCORING("/leadline/scoring", 0x9E3779B97F4A7C15L),
  LIFECYCLE("/leadline/lifecycle", 0xC2B2AE3D27D4EB4FL),
  ROUTING("/leadline/routing", 0x165667B19E3779F9L),
  SLA("/leadline/sla-monitor", 0x27D4EB2F165667C5L);

  private final String source;
  private final long salt;

  Service(String source, long salt) {
    this.source = source;
    this.salt = salt;
  }

  /// Tells the fingerprints of services apart.
  long salt() {
    return salt;
  }

  /// The service of that CloudEvents source; empty when it decides nothing.
  public static Optional<Service> of(String source) {
    for (Service service : values()) {
      if (service.source.equals(source)) {
        return Optional.of(service);
      }
    }
    return Optional.empty();
  }
}
