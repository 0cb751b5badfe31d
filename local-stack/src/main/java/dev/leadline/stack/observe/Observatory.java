package dev.leadline.stack.observe;

import dev.leadline.stack.infra.ServerProcess;
import dev.leadline.stack.infra.StartException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Prometheus, Alertmanager and Grafana as processes of this one, on loopback, as far as they are
/// on this machine. Their data and their copies of `deploy` are in one folder.
public final class Observatory implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final int LOOK_PATIENCE_MS = 2000;

  private final Path folder;
  private final Path logs;
  private final Map<Observer, Integer> ports;
  private final Tools tools;
  private final Map<Observer, ServerProcess> running = new EnumMap<>(Observer.class);

  /// @param folder where their data and configuration go
  public Observatory(Path folder, Path logs, Map<Observer, Integer> ports, Tools tools) {
    this.folder = folder;
    this.logs = logs;
    this.ports = Map.copyOf(ports);
    this.tools = tools;
  }

  /// Writes their configuration: that of `deploy`, told where the services are.
  ///
  /// @param services the URL of each service by its name
  public ObserverFiles configure(Map<String, String> services) {
    return new ObserverFiles(folder).write(services, ports);
  }

  /// Starts those that are on this machine and tells of those that are not, or do not come up; none
  /// of that is in the way of the stack. To be configured before.
  public void start(Consumer<String> progress) {
    for (Observer observer : Observer.values()) {
      tools
          .find(observer.binaries())
          .ifPresentOrElse(
              program -> start(observer, program, progress),
              () -> progress.accept(missing(observer)));
    }
  }

  /// The processes that were started, by name.
  public Map<Observer, ServerProcess> running() {
    return Map.copyOf(running);
  }

  /// Where each would be.
  public Map<Observer, Integer> ports() {
    return ports;
  }

  public String url(Observer observer) {
    return "http://127.0.0.1:" + ports.get(observer);
  }

  @Override
  public synchronized void close() {
    running.values().forEach(process -> process.stop(STOP_PATIENCE));
    running.clear();
  }

  private void start(Observer observer, Path program, Consumer<String> progress) {
    try {
      ServerProcess process =
          ServerProcess.start(
              observer.label(),
              folder,
              command(observer, program),
              observer == Observer.GRAFANA ? new ObserverFiles(folder).grafana(ports) : Map.of(),
              logs.resolve(observer.label() + ".log"));
      running.put(observer, process);
      process.await(() -> isReady(observer), START_PATIENCE);
      progress.accept("%-12s ready  %s".formatted(observer.label(), url(observer)));
    } catch (StartException failed) {
      progress.accept(failed.getMessage());
      ServerProcess process = running.remove(observer);
      if (process != null) {
        process.stop(STOP_PATIENCE);
      }
    }
  }

  private List<String> command(Observer observer, Path program) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    String address = "127.0.0.1:" + ports.get(observer);
    command.addAll(
        switch (observer) {
          case PROMETHEUS ->
              List.of(
                  "--config.file=" + folder.resolve("prometheus/prometheus.yml"),
                  "--storage.tsdb.path=" + folder.resolve("data/prometheus"),
                  // The alert on silent sources compares with the three weeks before.
                  "--storage.tsdb.retention.time=30d",
                  "--web.listen-address=" + address);
          case ALERTMANAGER ->
              List.of(
                  "--config.file=" + folder.resolve("alertmanager/alertmanager.yml"),
                  "--storage.path=" + folder.resolve("data/alertmanager"),
                  "--web.listen-address=" + address,
                  "--cluster.listen-address=");
          case GRAFANA -> List.of("server", "--homepath=" + Tools.grafanaHome(program));
        });
    tools.assets(observer, program).ifPresent(command::add);
    return command;
  }

  private boolean isReady(Observer observer) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(url(observer) + observer.readyPath()).toURL().openConnection();
      connection.setConnectTimeout(LOOK_PATIENCE_MS);
      connection.setReadTimeout(LOOK_PATIENCE_MS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException _) {
      return false;
    }
  }

  private static String missing(Observer observer) {
    String how =
        observer == Observer.GRAFANA
            ? "put a grafana (11 or later) on the PATH, https://grafana.com/grafana/download"
            : "'./leadline tools' fetches it on Debian and Ubuntu without installing it, or put it"
                + " on the PATH, https://prometheus.io/download";
    return "%-12s is not on this machine: %s".formatted(observer.label(), how);
  }
}
