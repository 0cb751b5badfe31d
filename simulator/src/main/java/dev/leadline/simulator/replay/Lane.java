package dev.leadline.simulator.replay;

import dev.leadline.simulator.history.Service;

/// What a service hears of one lead from one topic, in the order of the topic.
enum Lane {
  SCORING_OF_INTAKE(Service.SCORING),

  /// Scores that were decided and are not told yet.
  SCORES_TO_TELL(Service.SCORING),
  LIFECYCLE_OF_INTAKE(Service.LIFECYCLE),
  LIFECYCLE_OF_SCORING(Service.LIFECYCLE),
  LIFECYCLE_OF_ROUTING(Service.LIFECYCLE),
  ROUTING_OF_LIFECYCLE(Service.ROUTING),
  ROUTING_OF_INTAKE(Service.ROUTING),
  ROUTING_OF_SLA(Service.ROUTING),
  SLA_OF_INTAKE(Service.SLA),
  SLA_OF_SCORING(Service.SLA),
  SLA_OF_LIFECYCLE(Service.SLA),
  SLA_OF_ROUTING(Service.SLA);

  private final Service consumer;

  Lane(Service consumer) {
    this.consumer = consumer;
  }

  Service consumer() {
    return consumer;
  }
}
