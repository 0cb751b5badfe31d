package dev.leadline.stack.local;

import java.util.Arrays;
import java.util.List;

/// What the stack is made of, in the order in which it is started.
public enum Member {
  POSTGRES("postgres", 54320),
  KAFKA("kafka", 9092),
  INTAKE("intake", 8081),
  SCORING("scoring", 8082),
  LIFECYCLE("lifecycle", 8083),
  ROUTING("routing", 8084),
  SLA_MONITOR("sla-monitor", 8085);

  private final String label;
  private final int defaultPort;

  Member(String label, int defaultPort) {
    this.label = label;
    this.defaultPort = defaultPort;
  }

  /// Those that are services of Leadline.
  public static List<Member> services() {
    return Arrays.stream(values()).filter(Member::isService).toList();
  }

  /// The name that people and tools see.
  public String label() {
    return label;
  }

  public boolean isService() {
    return this != POSTGRES && this != KAFKA;
  }

  int defaultPort() {
    return defaultPort;
  }

  /// The environment variable that moves its port.
  String portVariable() {
    return "LEADLINE_" + name() + "_PORT";
  }

  /// The folder of a service in the checkout.
  String module() {
    return this == SLA_MONITOR ? label : label + "-service";
  }

  /// The database of a service.
  String database() {
    return this == SLA_MONITOR ? "sla" : label;
  }
}
