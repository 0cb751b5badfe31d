package dev.leadline.stack.local;

import dev.leadline.stack.infra.KafkaBroker;
import dev.leadline.stack.infra.PostgresServer;
import dev.leadline.stack.infra.StartException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// PostgreSQL, Kafka and several SLA monitors that share the work, without the other services. All
/// on free ports, so that a stack may run beside them.
public final class SlaMonitors implements AutoCloseable {
  /// Twice that of the local stack: a monitor under full load collects garbage a sixth of its time
  /// otherwise.
  private static final int HEAP_MIB = 448;

  private static final List<Member> NEEDED = List.of(Member.SLA_MONITOR);

  private final DataDirectory data;
  private final Settings settings;
  private final PostgresServer postgres;
  private final KafkaBroker kafka;
  private final List<Replica> monitors = new ArrayList<>();

  /// @param data best begun anew: what runs there is the only user of it
  /// @param policy the policy directory
  public SlaMonitors(DataDirectory data, Path policy) {
    this.data = data;
    this.settings = new Settings(data, Ports.free(), policy);
    Ports ports = settings.ports();
    this.postgres =
        PostgresServer.in(
            data.of(Member.POSTGRES), data.log(Member.POSTGRES), ports.of(Member.POSTGRES));
    this.kafka =
        KafkaBroker.in(data.of(Member.KAFKA), data.log(Member.KAFKA), ports.of(Member.KAFKA));
  }

  /// Builds the monitor when its jar is older than its sources, starts everything and returns when
  /// all of it is ready.
  ///
  /// @param progress told in a line each what goes on
  /// @throws StartException when something does not come up; what did is then stopped again
  public SlaMonitors start(int count, Map<String, String> environment, Consumer<String> progress) {
    data.create();
    Build build = Build.ofCheckout(environment);
    if (build.stale().contains(Member.SLA_MONITOR)) {
      build.run(NEEDED, data.buildLog(), progress);
    }
    AccessToken.ensure(data);
    try {
      progress.accept("starting PostgreSQL, Kafka and " + count + " SLA monitors");
      Parallel.forEach(
          List.<Runnable>of(
              () -> postgres.start().withDatabases(List.of(Member.SLA_MONITOR.database())),
              kafka::start),
          Runnable::run,
          () -> {});
      // One after the other: the first makes tables and topics.
      for (int number = 0; number < count; number++) {
        monitors.add(launch(number));
      }
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
    return this;
  }

  private Replica launch(int number) {
    return Replica.start(
        settings,
        Member.SLA_MONITOR,
        Member.SLA_MONITOR.label() + "-" + (number + 1),
        new ServiceCommand(settings)
            .command(Member.SLA_MONITOR, HEAP_MIB, ServiceCommand.FULLY_COMPILED));
  }

  /// Ends a monitor as `kill -9` does.
  ///
  /// @param number from 0
  public void kill(int number) {
    monitors.get(number).kill();
  }

  /// Where each monitor answers HTTP, in the order of their starting.
  public List<String> urls() {
    return monitors.stream().map(Replica::url).toList();
  }

  public String bootstrap() {
    return kafka.bootstrapServers();
  }

  /// The monitors' database, user included.
  public String jdbcUrl() {
    return postgres.jdbcUrl(Member.SLA_MONITOR.database());
  }

  /// The processes by name, that of the caller as `load`.
  public Map<String, Long> pids() {
    Map<String, Long> pids = new LinkedHashMap<>();
    monitors.forEach(monitor -> pids.put(monitor.name(), monitor.pid()));
    kafka.running().ifPresent(process -> pids.put(Member.KAFKA.label(), process.pid()));
    postgres.running().ifPresent(process -> pids.put(Member.POSTGRES.label(), process.pid()));
    pids.put("load", ProcessHandle.current().pid());
    return pids;
  }

  @Override
  public void close() {
    Parallel.forEach(monitors, Replica::close, () -> {});
    kafka.stop();
    postgres.stop();
  }
}
