package dev.leadline.simulator.history;

import dev.leadline.events.Topics;
import java.util.List;
import java.util.Optional;

/// Who decides.
public enum Service {
  SCORING("/leadline/scoring", Topics.SCORING, "scoring"),
  LIFECYCLE("/leadline/lifecycle", Topics.LIFECYCLE, "lifecycle"),
  ROUTING("/leadline/routing", Topics.ROUTING, "routing"),
  SLA("/leadline/sla-monitor", Topics.SLA, "sla");

  private final String source;
  private final String topic;
  private final String turns;

  Service(String source, String topic, String word) {
    this.source = source;
    this.topic = topic;
    this.turns = Topics.turns(word);
  }

  /// The CloudEvents source of what it says.
  public String source() {
    return source;
  }

  /// Where it says it.
  public String topic() {
    return topic;
  }

  /// The topics that it decides on.
  public List<String> hears() {
    return switch (this) {
      case SCORING -> List.of(Topics.INTAKE);
      case LIFECYCLE -> List.of(Topics.INTAKE, Topics.SCORING, Topics.ROUTING);
      case ROUTING -> List.of(Topics.INTAKE, Topics.LIFECYCLE, Topics.SLA);
      case SLA -> List.of(Topics.INTAKE, Topics.SCORING, Topics.LIFECYCLE, Topics.ROUTING);
    };
  }

  /// Where it tells of its turns.
  public String turns() {
    return turns;
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
