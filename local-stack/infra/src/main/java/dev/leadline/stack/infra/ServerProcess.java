package dev.leadline.stack.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/// A running process that belongs to this one and writes what it has to say to a log file.
public final class ServerProcess {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final String name;
  private final Path log;
  private final ProcessHandle process;
  private final IntSupplier exitCode;

  private ServerProcess(String name, Path log, ProcessHandle process, IntSupplier exitCode) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.exitCode = exitCode;
  }

  /// A process that was started by something else; its exit code cannot be known.
  static ServerProcess of(String name, Path log, ProcessHandle process) {
    return new ServerProcess(name, log, process, () -> -1);
  }

  /// Starts a command, its output appended to the log.
  ///
  /// @param environment added to this process's own
  /// @throws StartException when the command cannot be run
  public static ServerProcess start(
      String name,
      Path directory,
      List<String> command,
      Map<String, String> environment,
      Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process started = builder.start();
      // A process is seen to have ended a moment before its exit code is known.
      return new ServerProcess(
          name, log, started.toHandle(), () -> started.onExit().join().exitValue());
    } catch (IOException cannotRun) {
      throw new StartException(name + " cannot be run: " + cannotRun.getMessage(), cannotRun);
    }
  }

  /// Waits until the process is of use.
  ///
  /// @throws StartException with the end of the log when it ends before that, or takes too long
  public void await(BooleanSupplier ready, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw StartException.withLog(name + " ended with exit code " + exitCode(), log);
      }
      if (System.nanoTime() > deadline) {
        throw StartException.withLog(
            name + " is not ready after " + patience.toSeconds() + " s", log);
      }
      pause();
    }
  }

  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  public long pid() {
    return process.pid();
  }

  /// The exact moment of its start, which together with the pid names a process for good.
  public Instant startedAt() {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// The code that the process ended with; only to be asked of one that has ended.
  public int exitCode() {
    return exitCode.getAsInt();
  }

  /// Has something done when the process has ended, for whatever reason.
  public void whenEnded(Runnable action) {
    var _ = process.onExit().thenRun(action);
  }

  /// Asks the process to end and waits; kills it when it has not after `patience`.
  public void stop(Duration patience) {
    process.destroy();
    awaitEnd(patience);
  }

  /// Waits for the process to end of itself; kills it when it has not after `patience`.
  void awaitEnd(Duration patience) {
    // Asked again and again: the end of a process that is not a child is noticed late otherwise.
    long deadline = System.nanoTime() + patience.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      pause();
    }
    if (process.isAlive()) {
      kill();
    }
  }

  /// Ends the process and its children as a power cut would, and waits until all are gone.
  public void kill() {
    freeze();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
  }

  /// What stands still starts no child that is not seen and not killed with it. A session of
  /// PostgreSQL that outlives its server so may wait for one that was killed, for ever, and as long
  /// the server does not start again.
  private void freeze() {
    try {
      new ProcessBuilder("kill", "-STOP", Long.toString(pid())).start().onExit().join();
    } catch (IOException _) {
      // Where there is no such command a child may be missed.
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted while waiting", interrupted));
    }
  }
}
