package dev.leadline.stack.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The `server.properties` of a single node.
final class KafkaSettings {
  private static final int TWO_WEEKS_IN_HOURS = 14 * 24;

  private KafkaSettings() {}

  /// Writes the settings anew, so that a moved port takes effect, and tells where.
  static Path write(Path directory, int port, int controllerPort) {
    String text =
        settings(directory, port, controllerPort).entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
            .collect(Collectors.joining());
    Path file = directory.resolve("server.properties");
    try {
      Files.createDirectories(directory);
      try (Writer writer = Files.newBufferedWriter(file)) {
        writer.write(text);
      }
    } catch (IOException cannotWrite) {
      throw new UncheckedIOException(cannotWrite);
    }
    return file;
  }

  /// Whether the log directory has been given its cluster id.
  static boolean isFormatted(Path directory) {
    return Files.exists(data(directory).resolve("meta.properties"));
  }

  private static Path data(Path directory) {
    return directory.resolve("data");
  }

  private static Map<String, Object> settings(Path directory, int port, int controllerPort) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", 1);
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("log.dirs", data(directory));
    // A stray client, whose first bytes are read as a length, is not to fill the small heap.
    settings.put("socket.request.max.bytes", 16 << 20);
    // By default half of that heap, of which a laptop's compacted topics need nothing.
    settings.put("log.cleaner.dedupe.buffer.size", 8 << 20);
    settings.put("auto.create.topics.enable", false);
    settings.put("log.retention.hours", TWO_WEEKS_IN_HOURS);
    settings.put("log.segment.bytes", 128 << 20);
    settings.put("offsets.topic.replication.factor", 1);
    settings.put("offsets.topic.num.partitions", 4);
    settings.put("transaction.state.log.replication.factor", 1);
    settings.put("transaction.state.log.min.isr", 1);
    settings.put("transaction.state.log.num.partitions", 4);
    settings.put("share.coordinator.state.topic.replication.factor", 1);
    settings.put("share.coordinator.state.topic.min.isr", 1);
    settings.put("num.network.threads", 1);
    settings.put("num.io.threads", 2);
    settings.put("group.initial.rebalance.delay.ms", 0);
    settings.put("group.min.session.timeout.ms", 1000);
    return settings;
  }
}
