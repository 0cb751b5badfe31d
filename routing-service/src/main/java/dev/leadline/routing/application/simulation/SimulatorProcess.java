package dev.leadline.routing.application.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The simulator at work as a child of this process. The child ends when this process does, also
/// when that is killed, since its standard input then closes.
final class SimulatorProcess implements AutoCloseable {
  private final RunFolder folder;
  private final Process child;

  private SimulatorProcess(RunFolder folder, Process child) {
    this.folder = folder;
    this.child = child;
  }

  static SimulatorProcess start(SimulatorCommand command, String classPath, Trial trial) {
    RunFolder folder = RunFolder.create();
    try {
      return new SimulatorProcess(
          folder,
          command
              .of(classPath, folder.root(), folder.prepare(trial))
              .redirectError(folder.errors().toFile())
              .start());
    } catch (IOException cannotStart) {
      folder.close();
      throw new UncheckedIOException("The simulator cannot be started", cannotStart);
    }
  }

  long pid() {
    return child.pid();
  }

  /// Waits until it has ended.
  ///
  /// @param said told each line that it says
  /// @return its exit code; empty when it took longer than the limit and was ended for that
  OptionalInt await(Duration limit, Consumer<String> said) throws InterruptedException {
    Thread listener = Thread.ofVirtual().start(() -> listen(said));
    boolean ended = child.waitFor(limit);
    child.destroyForcibly();
    listener.join();
    return ended ? OptionalInt.of(child.exitValue()) : OptionalInt.empty();
  }

  /// Its report for tools.
  String json() throws IOException {
    return Files.readString(folder.json());
  }

  /// Its report as a page.
  String html() throws IOException {
    return Files.readString(folder.html());
  }

  /// The last line that it said about its failure; empty when it said nothing.
  String lastWords() throws IOException {
    try (Stream<String> lines = Files.lines(folder.errors())) {
      return lines.filter(line -> !line.isBlank()).reduce((_, later) -> later).orElse("");
    }
  }

  /// Ends it at once.
  void kill() {
    child.destroyForcibly();
  }

  /// Ends it at once and deletes what it left.
  @Override
  public void close() {
    kill();
    child.onExit().join();
    folder.close();
  }

  private void listen(Consumer<String> said) {
    try (Stream<String> lines = child.inputReader().lines()) {
      lines.forEach(said);
    } catch (UncheckedIOException _) {
      // It was ended in the middle of a line.
    }
  }
}
