package dev.leadline.testsupport;

import dev.leadline.stack.infra.FreePorts;
import dev.leadline.stack.infra.KafkaBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// The Kafka broker of this JVM's tests: a real one in a process of its own, started at first use,
/// gone when the JVM ends. Tests share it, so each uses topics of its own.
public final class TestKafka {
  private static final OncePerJvm BROKER =
      new OncePerJvm("leadline.test.kafka", TestKafka::startBroker);

  private TestKafka() {}

  public static String bootstrapServers() {
    return BROKER.ask("bootstrapServers");
  }

  /// Stops in good order; [#start()] goes on with the same data and port.
  public static void stop() {
    BROKER.ask("stop");
  }

  /// Ends the broker as a crash would; [#start()] goes on with the same data and port.
  public static void kill() {
    BROKER.ask("kill");
  }

  /// Starts after a stop or kill and waits until the broker answers; does nothing when it runs.
  public static void start() {
    BROKER.ask("start");
  }

  public static void restart() {
    stop();
    start();
  }

  /// Makes topics with one replica.
  public static void createTopics(int partitions, String... names) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin
          .createTopics(
              List.of(names).stream()
                  .map(name -> new NewTopic(name, partitions, (short) 1))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("Topics " + List.of(names) + " cannot be made", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static Map<String, Callable<String>> startBroker() {
    Path folder = TemporaryFolder.make("leadline-kafka-");
    KafkaBroker broker = KafkaBroker.in(folder, FreePorts.any());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              broker.kill();
              TemporaryFolder.delete(folder);
            }));
    broker.start();
    return Map.of(
        "bootstrapServers", broker::bootstrapServers,
        "start", () -> broker.start().bootstrapServers(),
        "stop", () -> done(broker::stop),
        "kill", () -> done(broker::kill));
  }

  static String done(Runnable action) {
    action.run();
    return "";
  }
}
