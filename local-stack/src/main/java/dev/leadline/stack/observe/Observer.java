package dev.leadline.stack.observe;

import dev.leadline.stack.infra.FreePorts;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What watches the stack.
public enum Observer {
  PROMETHEUS(9090, "/-/ready"),
  ALERTMANAGER(9093, "/-/ready"),
  GRAFANA(3000, "/api/health");

  private final int defaultPort;
  private final String readyPath;

  Observer(int defaultPort, String readyPath) {
    this.defaultPort = defaultPort;
    this.readyPath = readyPath;
  }

  /// The name that people see.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What the program may be called, the likeliest first.
  List<String> binaries() {
    return this == ALERTMANAGER ? List.of("prometheus-alertmanager", label()) : List.of(label());
  }

  /// What answers 200 when it is of use.
  String readyPath() {
    return readyPath;
  }

  /// The well-known ports, moved by `LEADLINE_PROMETHEUS_PORT` and so on.
  ///
  /// @throws NumberFormatException when such a variable holds no number
  public static Map<Observer, Integer> ports(Map<String, String> environment) {
    Map<Observer, Integer> ports = new EnumMap<>(Observer.class);
    for (Observer observer : values()) {
      String moved = environment.get("LEADLINE_" + observer.name() + "_PORT");
      ports.put(observer, moved == null ? observer.defaultPort : Integer.parseInt(moved.strip()));
    }
    return ports;
  }

  /// Ports that are free at the moment of asking.
  public static Map<Observer, Integer> freePorts() {
    Map<Observer, Integer> ports = new EnumMap<>(Observer.class);
    for (Observer observer : values()) {
      ports.put(observer, FreePorts.any());
    }
    return ports;
  }
}
