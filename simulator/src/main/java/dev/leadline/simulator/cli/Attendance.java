package dev.leadline.simulator.cli;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.ExitCode;

/// The bond to the process that started this one: its end of standard input closes when it ends,
/// however it ends.
final class Attendance {
  private Attendance() {}

  /// Ends this process when standard input does.
  static void endWithStandardInput() {
    Thread.ofPlatform()
        .daemon()
        .name("attendance")
        .start(() -> {
          awaitEnd(System.in);
          System.exit(ExitCode.SOFTWARE);
        });
  }

  private static void awaitEnd(InputStream input) {
    try {
      while (input.read() >= 0) {
        // What is said does not matter.
      }
    } catch (IOException _) {
      // Nobody can be heard any more, which is the end too.
    }
  }
}
