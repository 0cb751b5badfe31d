package dev.leadline.stack.local;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadline.stack.traffic.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a stack is, as `status --json` tells it.
///
/// @param token the access token; null when the stack was never started
/// @param services by name
/// @param observers what watches the stack and runs, by name
/// @param sources one of each kind; empty when the stack was never started
public record StackStatus(
    State state,
    @Nullable String token,
    Map<String, Service> services,
    Kafka kafka,
    Postgres postgres,
    Map<String, Watcher> observers,
    List<Source> sources) {

  /// Whether all of it runs and is ready, some of it, or nothing.
  public enum State {
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("partial")
    PARTIAL,
    @JsonProperty("stopped")
    STOPPED
  }

  /// @param pid null when it does not run
  public record Service(String url, boolean ready, @Nullable Long pid) {}

  /// @param bootstrap what clients call `bootstrap.servers`
  /// @param pid null when it does not run
  public record Kafka(String bootstrap, @Nullable Long pid) {}

  /// @param url of the administrative database; those of the services are beside it
  /// @param pid null when it does not run
  public record Postgres(String url, @Nullable Long pid) {}

  /// Prometheus, Alertmanager or Grafana.
  public record Watcher(String url, long pid) {}

  /// The service of that name.
  public Optional<Service> service(Member member) {
    return Optional.ofNullable(services.get(member.label()));
  }

  /// The status as JSON, indented.
  public String json() {
    return Json.text(this);
  }
}
