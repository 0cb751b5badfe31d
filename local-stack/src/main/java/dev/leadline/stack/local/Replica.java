package dev.leadline.stack.local;

import dev.leadline.stack.infra.FreePorts;
import dev.leadline.stack.infra.ServerProcess;
import dev.leadline.stack.infra.StartException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One more process of a service: it shares the partitions and stands by for the relay.
public final class Replica implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofMinutes(4);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  private final String url;
  private final ServerProcess process;

  private Replica(String url, ServerProcess process) {
    this.url = url;
    this.process = process;
  }

  /// Starts a service on a free port and returns when it is ready.
  ///
  /// @param name names the process and its log
  /// @throws StartException with the end of its log when it does not come up
  static Replica start(Settings settings, Member service, String name) {
    return start(settings, service, name, new ServiceCommand(settings).command(service));
  }

  /// @param command how the service is run
  static Replica start(Settings settings, Member service, String name, List<String> command) {
    int port = FreePorts.any();
    Map<String, String> environment =
        new LinkedHashMap<>(new ServiceCommand(settings).environment(service));
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    String url = "http://127.0.0.1:" + port;
    ServerProcess process =
        ServerProcess.start(
            name,
            settings.data().root(),
            command,
            environment,
            settings.data().log(service).resolveSibling(name + ".log"));
    try {
      process.await(() -> Readiness.isReady(url), START_PATIENCE);
    } catch (RuntimeException failed) {
      process.kill();
      throw failed;
    }
    return new Replica(url, process);
  }

  /// Where it answers HTTP.
  public String url() {
    return url;
  }

  public String name() {
    return process.name();
  }

  public long pid() {
    return process.pid();
  }

  /// Ends it as a crash would.
  public void kill() {
    process.kill();
  }

  /// Stops it in good order; nothing happens when it has ended.
  @Override
  public void close() {
    process.stop(STOP_PATIENCE);
  }
}
