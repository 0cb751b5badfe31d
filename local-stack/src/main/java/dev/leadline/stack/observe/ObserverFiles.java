package dev.leadline.stack.observe;

import dev.leadline.stack.infra.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A copy of `deploy/prometheus`, `alertmanager` and `grafana` for one stack: the targets are those
/// of the stack, and so are the addresses that links of the boards lead to.
public final class ObserverFiles {
  /// Where the boards take the services to be.
  private static final Map<String, String> USUAL =
      Map.of(
          "intake", "http://127.0.0.1:8081",
          "scoring", "http://127.0.0.1:8082",
          "lifecycle", "http://127.0.0.1:8083",
          "routing", "http://127.0.0.1:8084",
          "sla-monitor", "http://127.0.0.1:8085");

  private final Path folder;

  ObserverFiles(Path folder) {
    this.folder = folder;
  }

  public Path prometheus() {
    return folder.resolve("prometheus/prometheus.yml");
  }

  public Path alertmanager() {
    return folder.resolve("alertmanager/alertmanager.yml");
  }

  ObserverFiles write(Map<String, String> services, Map<Observer, Integer> ports) {
    try {
      copy("prometheus");
      copy("alertmanager");
      copy("grafana");
      write("prometheus/targets/leadline.json", targets(services));
      write(
          "prometheus/targets/alertmanager.json",
          "[{\"targets\": [\"127.0.0.1:%d\"]}]".formatted(ports.get(Observer.ALERTMANAGER)));
      leadBoardsTo(services);
      return this;
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(cannotWrite);
    }
  }

  /// What Grafana is told by its environment.
  Map<String, String> grafana(Map<Observer, Integer> ports) {
    Path grafana = folder.resolve("grafana");
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("GF_PATHS_PROVISIONING", grafana.resolve("provisioning").toString());
    environment.put("GF_PATHS_DATA", folder.resolve("data/grafana").toString());
    environment.put("GF_SERVER_HTTP_ADDR", "127.0.0.1");
    environment.put("GF_SERVER_HTTP_PORT", String.valueOf(ports.get(Observer.GRAFANA)));
    environment.put("GF_AUTH_ANONYMOUS_ENABLED", "true");
    environment.put("GF_ANALYTICS_REPORTING_ENABLED", "false");
    environment.put("LEADLINE_DASHBOARDS", grafana.resolve("dashboards").toString());
    environment.put(
        "LEADLINE_PROMETHEUS_URL", "http://127.0.0.1:" + ports.get(Observer.PROMETHEUS));
    environment.put(
        "LEADLINE_ALERTMANAGER_URL", "http://127.0.0.1:" + ports.get(Observer.ALERTMANAGER));
    return environment;
  }

  private static String targets(Map<String, String> services) {
    return new TreeMap<>(services)
        .entrySet().stream()
            .map(service ->
                "  {\"targets\": [\"%s\"], \"labels\": {\"service\": \"%s\"}}"
                    .formatted(service.getValue().replace("http://", ""), service.getKey()))
            .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private void leadBoardsTo(Map<String, String> services) throws IOException {
    for (Path board : filesOf(folder.resolve("grafana/dashboards"))) {
      String text = Files.readString(board);
      for (var service : services.entrySet()) {
        text =
            text.replace(
                USUAL.getOrDefault(service.getKey(), service.getValue()), service.getValue());
      }
      Files.writeString(board, text);
    }
  }

  private void copy(String name) throws IOException {
    Path from = Checkout.root().resolve("deploy").resolve(name);
    for (Path file : filesOf(from)) {
      Path to = folder.resolve(name).resolve(from.relativize(file).toString());
      Files.createDirectories(to.getParent());
      Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
