package dev.leadline.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulator as a process that a service started.
class AttendanceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void itEndsWhenStandardInputDoes() throws IOException, InterruptedException {
    // given a recording of which nothing ever comes
    Path recording = folder.resolve("recording");
    assertThat(new ProcessBuilder("mkfifo", recording.toString()).start().waitFor()).isZero();
    Process simulator =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorMain.class.getName(),
                "--attended",
                "--policy",
                Path.of(System.getProperty("leadline.root"), "policies", "default").toString(),
                "--leads",
                recording.toString())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      // when
      simulator.getOutputStream().close();
      // then
      assertThat(simulator.waitFor(PATIENCE)).isTrue();
      assertThat(simulator.exitValue()).isEqualTo(1);
      assertThat(Files.readString(folder.resolve("errors"))).isEmpty();
    } finally {
      simulator.destroyForcibly();
    }
  }
}
