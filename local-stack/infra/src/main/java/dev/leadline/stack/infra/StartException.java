package dev.leadline.stack.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A process did not come up; the message says which, why, and how its log ends.
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int TAIL = 12;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }

  /// A process that ended or stayed silent, with the last lines that it logged.
  static StartException withLog(String what, Path log) {
    return new StartException(what + "; the end of '" + log + "':\n" + tail(log));
  }

  private static String tail(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException unreadable) {
      return "(" + unreadable + ")";
    }
  }
}
