package dev.leadline.stack.infra;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server on loopback in processes of its own. Its data survive them.
abstract class LocalServer implements AutoCloseable {
  final Path directory;
  private final Path log;
  private final int port;
  private @Nullable ServerProcess process;

  LocalServer(Path directory, Path log, int port) {
    this.directory = directory.toAbsolutePath();
    this.log = log.toAbsolutePath();
    this.port = port;
  }

  /// Starts the server, for the first time on empty data, and waits until it answers; when it runs
  /// nothing happens.
  ///
  /// @throws StartException when it does not
  public abstract LocalServer start();

  /// Stops in good order.
  public abstract void stop();

  /// Ends the server as a crash would.
  public synchronized void kill() {
    running().ifPresent(ServerProcess::kill);
    ended();
  }

  /// Stops in good order and starts again on the same data and port.
  public synchronized void restart() {
    stop();
    start();
  }

  @Override
  public void close() {
    stop();
  }

  public synchronized boolean isRunning() {
    return running().filter(ServerProcess::isAlive).isPresent();
  }

  /// The process that answers; empty when it was not started or has been stopped.
  public synchronized Optional<ServerProcess> running() {
    return Optional.ofNullable(process);
  }

  public int port() {
    return port;
  }

  /// Where the server logs.
  public Path log() {
    return log;
  }

  synchronized void started(ServerProcess started) {
    process = started;
  }

  synchronized void ended() {
    process = null;
  }
}
