package dev.leadline.endtoend.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.stack.observe.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// The programs of Prometheus, without which some tests cannot be done.
final class Programs {
  private Programs() {}

  static Tools tools() {
    return new Tools(System.getenv());
  }

  /// A program, or the end of the test, which is then skipped and says so in a line that
  /// `./leadline test` repeats at its end.
  static Path needed(String... names) {
    Optional<Path> program = tools().find(names);
    if (program.isEmpty()) {
      System.out.println(
          "[skipped] boards and alerts against a real Prometheus: no '%s' here; './leadline tools' fetches it, or put it on the PATH"
              .formatted(names[0]));
    }
    Assumptions.assumeTrue(program.isPresent(), () -> "no '" + names[0] + "' on this machine");
    return program.orElseThrow();
  }

  /// Runs a command that must end well, and gives back what it said.
  static String run(List<String> command, String input) {
    Outcome outcome = outcome(command, input);
    assertThat(outcome.code()).as("%s says:%n%s", command, outcome.said()).isZero();
    return outcome.said();
  }

  /// @param code the exit code
  record Outcome(int code, String said) {}

  /// Runs a command, however it ends.
  static Outcome outcome(List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", interrupted);
    }
  }
}
