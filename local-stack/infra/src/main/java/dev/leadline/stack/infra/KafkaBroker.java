package dev.leadline.stack.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/// A single Kafka node (KRaft, broker and controller in one) in a JVM of its own, on loopback.
///
/// Data, settings and log lie in one directory and survive [#stop()] and [#kill()]; a second
/// [#start()] goes on with them on the same port.
public final class KafkaBroker extends LocalServer {
  private static final int HEAP_MIB = 192;
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private KafkaBroker(Path directory, Path log, int port) {
    super(directory, log, port);
  }

  /// A broker that is not started yet.
  ///
  /// @param directory made when it is not there
  public static KafkaBroker in(Path directory, int port) {
    return in(directory, directory.resolve("kafka.log"), port);
  }

  /// The same, its log elsewhere.
  public static KafkaBroker in(Path directory, Path log, int port) {
    return new KafkaBroker(directory, log, port);
  }

  @Override
  public KafkaBroker start() {
    launch().ifPresent(launched -> launched.await(this::answers, PATIENCE));
    return this;
  }

  /// Not waiting with the lock held, so that a broker that is starting can be stopped.
  private synchronized Optional<ServerProcess> launch() {
    if (isRunning()) {
      return Optional.empty();
    }
    Path settings = KafkaSettings.write(directory, port(), FreePorts.any());
    if (!KafkaSettings.isFormatted(directory)) {
      format(settings);
    }
    started(broker(settings));
    return running();
  }

  /// Logs are flushed and closed.
  @Override
  public synchronized void stop() {
    running().ifPresent(running -> running.stop(Duration.ofSeconds(30)));
    ended();
  }

  /// What clients call `bootstrap.servers`.
  public String bootstrapServers() {
    return "127.0.0.1:" + port();
  }

  private void format(Path settings) {
    ServerProcess format =
        java(
            "Formatting the Kafka log",
            64,
            QUICK,
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            settings.toString());
    format.awaitEnd(PATIENCE);
    if (format.exitCode() != 0) {
      throw StartException.withLog("Formatting the Kafka log failed", log());
    }
  }

  private ServerProcess broker(Path settings) {
    List<String> options = new ArrayList<>(QUICK);
    // Classes as they were loaded the first time, which halves the processor time of a start.
    options.add("-XX:+AutoCreateSharedArchive");
    options.add("-XX:SharedArchiveFile=" + brokerJars().resolveSibling("kafka.jsa"));
    return java("Kafka", HEAP_MIB, options, "kafka.Kafka", settings.toString());
  }

  private ServerProcess java(
      String name, int heapMiB, List<String> options, String... mainAndArguments) {
    List<String> command = Jvm.command(heapMiB);
    command.addAll(options);
    command.addAll(
        List.of(
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-cp",
            brokerJars() + "/*"));
    command.addAll(List.of(mainAndArguments));
    return ServerProcess.start(name, directory, command, Map.of(), log());
  }

  private static Path brokerJars() {
    Path jars = Checkout.root().resolve("local-stack/kafka/target/jars");
    if (!Files.isDirectory(jars)) {
      throw new StartException(
          "The broker's jars are not in '" + jars + "': run 'mvn -pl local-stack/kafka install'");
    }
    return jars;
  }

  private boolean answers() {
    if (FreePorts.isFree(port())) {
      return false;
    }
    try (Admin admin = admin()) {
      return !admin
          .describeCluster()
          .nodes()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(interrupted));
    }
  }

  /// The client looks for its parts in the thread's class loader, which under a test framework may
  /// be another than its own.
  private Admin admin() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Admin.class.getClassLoader());
    try {
      return Admin.create(
          Map.of(
              AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
              bootstrapServers(),
              AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
              100));
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
