package dev.leadline.stack.local;

import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.local.StackState.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The stack of a data directory, as the command sees it: started in a background process, asked,
/// stopped.
public final class LocalStack {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);
  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(20);

  private final DataDirectory data;
  private final Map<String, String> environment;
  private final Consumer<String> progress;

  /// @param environment moves ports and names Maven
  /// @param progress told in a line each what goes on
  public LocalStack(
      DataDirectory data, Map<String, String> environment, Consumer<String> progress) {
    this.data = data;
    this.environment = environment;
    this.progress = progress;
  }

  /// The same stack, started with Prometheus, Alertmanager and Grafana beside it.
  public LocalStack observed() {
    return with(Supervisor.OBSERVE, "true");
  }

  /// The same stack, its services started as for a long run, unless the environment says how.
  public LocalStack fullyCompiled() {
    return environment.containsKey(ServiceCommand.OPTIONS_VARIABLE)
        ? this
        : with(ServiceCommand.OPTIONS_VARIABLE, ServiceCommand.FULLY_COMPILED);
  }

  private LocalStack with(String variable, String value) {
    Map<String, String> asked = new HashMap<>(environment);
    asked.put(variable, value);
    return new LocalStack(data, asked, progress);
  }

  /// How the stack is now.
  public StackStatus status() {
    return StatusReader.read(data, Ports.from(environment));
  }

  /// Starts everything in the background, building first what is stale, and returns when all is
  /// ready; at once when it already is. Asked to end meanwhile, this process takes down what it
  /// began.
  ///
  /// @return whether it was this call that started it
  /// @throws StackException when something stands in the way or does not come up
  public boolean up() {
    switch (status().state()) {
      case RUNNING -> {
        return false;
      }
      case PARTIAL -> throw new StackException(halfStopped());
      case STOPPED -> launch();
    }
    return true;
  }

  /// Stops everything in order, or what is left of a stack whose owner is gone.
  ///
  /// @return whether there was anything to stop
  public boolean down() {
    Optional<StackState> state = StateFile.read(data);
    boolean anything = state.map(StackState::alive).filter(alive -> !alive.isEmpty()).isPresent();
    state.flatMap(found -> found.owner().alive()).ifPresent(this::stop);
    StateFile.read(data).ifPresent(this::cleanUp);
    return anything;
  }

  /// Takes the stack down when the result is closed, and when this process is asked to end before
  /// that.
  public Lease lease() {
    AtExit atExit = AtExit.run(this::down);
    return () -> {
      atExit.close();
      down();
    };
  }

  /// Brings the stack up for as long as the result is open; one that runs already is left running.
  public Lease borrow() {
    return up() ? lease() : () -> {};
  }

  /// A stack that runs for somebody.
  @FunctionalInterface
  public interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  /// Passes on what the supervisor and the services log, each line after the name of its service,
  /// until the stack is being stopped.
  public void follow(Consumer<String> line) {
    Map<Member, LogTail> tails =
        Member.services().stream()
            .collect(
                Collectors.toMap(member -> member, member -> LogTail.fromEnd(data.log(member))));
    LogTail supervisor = LogTail.fromEnd(data.supervisorLog());
    while (isReady()) {
      supervisor.newLines().forEach(line);
      tails.forEach((member, tail) ->
          tail.newLines().forEach(text -> line.accept("%-11s %s".formatted(member.label(), text))));
      pause();
    }
  }

  private boolean isReady() {
    return StateFile.read(data)
        .filter(state -> state.phase() == Phase.READY)
        .flatMap(state -> state.owner().alive())
        .isPresent();
  }

  private void launch() {
    data.create();
    Path policy = Checkout.root().resolve("policies/default");
    new Preflight(new Settings(data, Ports.from(environment), policy)).check();
    Build.ofCheckout(environment).runStale(data.buildLog(), progress);
    ProcessHandle supervisor = BackgroundProcess.supervisor(data, policy, environment);
    try (var _ = AtExit.run(() -> stop(supervisor))) {
      awaitReady(supervisor);
    }
  }

  private void awaitReady(ProcessHandle supervisor) {
    LogTail said = LogTail.fromStart(data.supervisorLog());
    while (supervisor.isAlive()) {
      said.newLines().forEach(progress);
      if (isReady()) {
        return;
      }
      pause();
    }
    said.newLines().forEach(progress);
    throw new StackException(
        "The stack did not come up; the logs are in '%s'"
            .formatted(data.supervisorLog().getParent()));
  }

  private void stop(ProcessHandle supervisor) {
    LogTail said = LogTail.fromEnd(data.supervisorLog());
    supervisor.destroy();
    long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
    while (supervisor.isAlive() && System.nanoTime() < deadline) {
      said.newLines().forEach(progress);
      pause();
    }
    said.newLines().forEach(progress);
    supervisor.destroyForcibly();
  }

  /// Ends what a stack left behind whose owner did not stop it, in the reverse order of starting.
  private void cleanUp(StackState left) {
    left.members().stream()
        .sorted(Comparator.comparingInt(left.members()::indexOf).reversed())
        .forEach(record -> record.alive().ifPresent(process -> end(record.name(), process)));
    StateFile.delete(data);
  }

  private void end(String name, ProcessHandle process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      process.onExit().orTimeout(ORPHAN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
      progress.accept("%s (pid %d) stopped".formatted(name, process.pid()));
    } catch (CompletionException failed) {
      if (!(failed.getCause() instanceof TimeoutException)) {
        throw failed;
      }
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      progress.accept("%s (pid %d) killed".formatted(name, process.pid()));
    }
  }

  private String halfStopped() {
    String alive =
        StateFile.read(data).map(StackState::alive).orElse(List.of()).stream()
            .map(record -> "%s (pid %d)".formatted(record.name(), record.pid()))
            .collect(Collectors.joining(", "));
    return "Part of a stack runs with the data of '%s': %s. './leadline status' tells how it is, './leadline down' stops it."
        .formatted(data.root(), alive);
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while waiting for the stack", interrupted);
    }
  }
}
