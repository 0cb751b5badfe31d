package dev.leadline.messaging;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A [Replica] in a process of its own, so that it can die as processes do.
final class ReplicaProcess implements AutoCloseable {
  private final Process process;

  private ReplicaProcess(Process process) {
    this.process = process;
  }

  static ReplicaProcess start(Site site, Crash crash) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    ReplicaMain.class.getName(),
                    site.name(),
                    site.jdbcUrl(),
                    site.bootstrapServers(),
                    site.input(),
                    site.output(),
                    Integer.toString(site.window()),
                    crash.point().name(),
                    Integer.toString(crash.after())))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(new File("target/replica-process.log")))
            .start();
    return new ReplicaProcess(process);
  }

  /// Waits for the crash that it was started for.
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(World.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("Process has not crashed");
    }
    return process.exitValue();
  }

  /// Ends it at once.
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /// When it dies by itself.
  ///
  /// @param after at the how manieth time the point is reached
  record Crash(Point point, int after) {
    static final int EXIT_CODE = 137;
    static final Crash NEVER = new Crash(Point.NEVER, 0);

    enum Point {
      NEVER,
      BEFORE_COMMIT,
      AFTER_COMMIT,
      /// Kafka has acknowledged a record of the relay, the slot does not know yet.
      AFTER_PUBLISH
    }
  }
}
