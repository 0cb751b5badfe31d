package dev.leadline.stack.local;

import dev.leadline.stack.infra.KafkaBroker;
import dev.leadline.stack.infra.Niceness;
import dev.leadline.stack.infra.PostgresServer;
import dev.leadline.stack.infra.ServerProcess;
import dev.leadline.stack.infra.StartException;
import dev.leadline.stack.local.StackState.Phase;
import dev.leadline.stack.observe.Observatory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The processes of one stack, owned by this process: started together, killed and restarted one by
/// one where a fault is to be seen, stopped in order.
///
/// What runs is written to the data directory's state file at every change, so that another process
/// can look, and clean up after a crash of this one.
public final class RunningStack implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofMinutes(4);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  /// Behind intake and the broker, in which an accepted delivery is kept.
  private static final int DATABASE_STANDS_BACK = 10;

  private final Settings settings;
  private final Consumer<String> progress;
  private final PostgresServer postgres;
  private final KafkaBroker kafka;
  private final ServiceCommand commands;
  private final ProcessRecord owner = ProcessRecord.current("supervisor");
  private final Map<Member, ServerProcess> services = new EnumMap<>(Member.class);
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();
  private final Object closing = new Object();
  private volatile @Nullable Observatory observatory;
  private @Nullable Phase phase;

  /// @param progress told in a line each what was started, stopped or ended by itself
  public RunningStack(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
    DataDirectory data = settings.data();
    Ports ports = settings.ports();
    postgres =
        PostgresServer.in(
            data.of(Member.POSTGRES), data.log(Member.POSTGRES), ports.of(Member.POSTGRES));
    kafka = KafkaBroker.in(data.of(Member.KAFKA), data.log(Member.KAFKA), ports.of(Member.KAFKA));
    commands = new ServiceCommand(settings);
  }

  /// Starts everything and returns when all of it is ready.
  ///
  /// @throws StartException when something does not come up; what did is then stopped again
  public RunningStack start() {
    settings.data().create();
    settings.data().setAsideLongLogs();
    AccessToken.ensure(settings.data());
    LocalSources.ensure(settings.data(), settings.ports());
    enter(Phase.STARTING);
    long begun = System.nanoTime();
    Consumer<Member> start = member -> start(member, begun);
    try {
      Parallel.forEach(List.of(Member.POSTGRES, Member.KAFKA), start, this::close);
      Parallel.forEach(Member.services(), start, this::close);
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
    observe();
    enter(Phase.READY);
    return this;
  }

  /// Has what watches the stack started with it, as far as it is on this machine; it is stopped
  /// with the stack, or by what cleans up after one that ended badly. To be called before the
  /// start.
  RunningStack observedBy(Observatory beside) {
    observatory = beside;
    return this;
  }

  private void observe() {
    Observatory beside = observatory;
    if (beside != null) {
      beside.configure(
          Member.services().stream()
              .collect(Collectors.toMap(Member::label, settings.ports()::url)));
      beside.start(progress);
    }
  }

  /// Starts one member, if it does not run, and returns when it is ready.
  ///
  /// @throws StartException with the end of its log when it does not come up
  public void start(Member member) {
    start(member, System.nanoTime());
  }

  private void start(Member member, long begun) {
    switch (member) {
      case POSTGRES -> {
        postgres.start().withDatabases(PostgresServer.SERVICE_DATABASES);
        postgres.running().ifPresent(server -> Niceness.of(server, DATABASE_STANDS_BACK));
      }
      case KAFKA -> kafka.start();
      case INTAKE, SCORING, LIFECYCLE, ROUTING, SLA_MONITOR ->
          launch(member)
              .await(() -> Readiness.isReady(settings.ports().url(member)), START_PATIENCE);
    }
    write();
    progress.accept(
        "%-12s ready after %4.1f s  %s"
            .formatted(member.label(), secondsSince(begun), address(member)));
  }

  /// Stops one member in good order.
  public void stop(Member member) {
    switch (member) {
      case POSTGRES -> postgres.stop();
      case KAFKA -> kafka.stop();
      case INTAKE, SCORING, LIFECYCLE, ROUTING, SLA_MONITOR ->
          forget(member).ifPresent(process -> process.stop(STOP_PATIENCE));
    }
    write();
  }

  /// Ends one member as a crash would.
  public void kill(Member member) {
    switch (member) {
      case POSTGRES -> postgres.kill();
      case KAFKA -> kafka.kill();
      case INTAKE, SCORING, LIFECYCLE, ROUTING, SLA_MONITOR ->
          forget(member).ifPresent(ServerProcess::kill);
    }
    write();
  }

  /// Starts one more process of a service and returns when it is ready. Whoever asked for it stops
  /// it; what still runs when the stack stops is stopped with it.
  ///
  /// @throws StartException with the end of its log when it does not come up
  public Replica replicate(Member service) {
    Replica replica =
        Replica.start(settings, service, service.label() + "-" + (replicas.size() + 2));
    replicas.add(replica);
    progress.accept("%-12s ready  %s".formatted(replica.name(), replica.url()));
    return replica;
  }

  /// The process of a member; empty when it does not run.
  public Optional<ProcessRecord> process(Member member) {
    return running(member)
        .filter(ServerProcess::isAlive)
        .map(process -> ProcessRecord.of(member, process));
  }

  /// Stops all in order: the services at once, then the broker, then the database. Who calls while
  /// that goes on waits until it is done, so that a process does not end in the middle of it.
  @Override
  public void close() {
    synchronized (closing) {
      if (stopping()) {
        stopAll();
      }
    }
  }

  private void stopAll() {
    long begun = System.nanoTime();
    Observatory beside = observatory;
    if (beside != null) {
      beside.close();
      progress.accept("observers stopped");
    }
    Parallel.forEach(replicas, Replica::close, () -> {});
    Parallel.forEach(Member.services(), this::stop, () -> {});
    progress.accept("services stopped");
    stop(Member.KAFKA);
    progress.accept("kafka stopped");
    stop(Member.POSTGRES);
    progress.accept("postgres stopped; all took %.1f s".formatted(secondsSince(begun)));
    StateFile.delete(settings.data());
  }

  private synchronized boolean stopping() {
    if (phase == null || phase == Phase.STOPPING) {
      return false;
    }
    enter(Phase.STOPPING);
    return true;
  }

  private synchronized ServerProcess launch(Member service) {
    if (phase == Phase.STOPPING) {
      throw new StartException(service.label() + " is not started, the stack is being stopped");
    }
    ServerProcess running = services.get(service);
    if (running != null && running.isAlive()) {
      return running;
    }
    ServerProcess process =
        ServerProcess.start(
            service.label(),
            settings.data().root(),
            commands.command(service),
            environment(service),
            settings.data().log(service));
    services.put(service, process);
    process.whenEnded(() -> ended(service, process));
    write();
    return process;
  }

  private Map<String, String> environment(Member service) {
    Map<String, String> environment = new HashMap<>(commands.environment(service));
    environment.putAll(settings.environment());
    return environment;
  }

  private synchronized void ended(Member service, ServerProcess process) {
    if (phase == Phase.READY && services.get(service) == process) {
      progress.accept(
          "%s ended by itself with exit code %d; its log is '%s'"
              .formatted(service.label(), process.exitCode(), process.log()));
    }
  }

  private synchronized Optional<ServerProcess> forget(Member service) {
    return Optional.ofNullable(services.remove(service));
  }

  private synchronized Optional<ServerProcess> running(Member member) {
    return switch (member) {
      case POSTGRES -> postgres.running();
      case KAFKA -> kafka.running();
      case INTAKE, SCORING, LIFECYCLE, ROUTING, SLA_MONITOR ->
          Optional.ofNullable(services.get(member));
    };
  }

  private synchronized void enter(Phase next) {
    phase = next;
    write();
  }

  private synchronized void write() {
    if (phase != null) {
      StateFile.write(settings.data(), new StackState(phase, owner, labelledPorts(), records()));
    }
  }

  private List<ProcessRecord> records() {
    List<ProcessRecord> records = new ArrayList<>();
    for (Member member : Member.values()) {
      running(member).ifPresent(process -> records.add(ProcessRecord.of(member, process)));
    }
    Observatory beside = observatory;
    if (beside != null) {
      beside
          .running()
          .forEach((observer, process) -> records.add(ProcessRecord.of(observer.label(), process)));
    }
    return records;
  }

  private Map<String, Integer> labelledPorts() {
    Map<String, Integer> ports =
        Arrays.stream(Member.values())
            .collect(Collectors.toMap(Member::label, settings.ports()::of));
    Observatory beside = observatory;
    if (beside != null) {
      beside.ports().forEach((observer, port) -> ports.put(observer.label(), port));
    }
    return ports;
  }

  private String address(Member member) {
    return member.isService()
        ? settings.ports().url(member)
        : "127.0.0.1:" + settings.ports().of(member);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
