package dev.leadline.routing.application.simulation;

import dev.leadline.routing.application.simulation.Trial.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// What a simulator is given and writes, in a temporary folder that only this user can read. It
/// holds personal data while the simulator runs.
record RunFolder(Path root) implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RunFolder.class);

  static RunFolder create() {
    try {
      return new RunFolder(Files.createTempDirectory("leadline-simulation-"));
    } catch (IOException cannotCreate) {
      throw new UncheckedIOException("A simulation gets no temporary folder", cannotCreate);
    }
  }

  /// Writes the policies down.
  ///
  /// @return the options by which the simulator finds them and leaves its report
  List<String> prepare(Trial trial) throws IOException {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--policy", write("policy", trial.policy())));
    if (trial.against() != null) {
      options.addAll(List.of("--against", write("against", trial.against())));
    }
    if (trial.from() != null) {
      options.addAll(List.of("--from", trial.from().toString()));
    }
    if (trial.to() != null) {
      options.addAll(List.of("--to", trial.to().toString()));
    }
    options.addAll(List.of("--json", json().toString(), "--html", html().toString()));
    return options;
  }

  Path json() {
    return root.resolve("report.json");
  }

  Path html() {
    return root.resolve("report.html");
  }

  /// What the simulator says when it fails.
  Path errors() {
    return root.resolve("errors");
  }

  /// Deletes everything; what cannot be deleted is in the log.
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException cannotDelete) {
      LOG.warnf("Folder of a simulation not deleted folder=%s problem=%s", root, cannotDelete);
    }
  }

  private String write(String name, Side side) throws IOException {
    Path folder = Files.createDirectory(root.resolve(name));
    for (Map.Entry<String, String> file : side.content().texts().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return folder.toString();
  }
}
