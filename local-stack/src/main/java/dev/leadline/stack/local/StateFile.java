package dev.leadline.stack.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/// Where a stack is written down while it runs.
final class StateFile {
  private StateFile() {}

  /// Empty when nothing runs and everything was stopped in good order.
  static Optional<StackState> read(DataDirectory data) {
    return Json.read(data.state(), StackState.class);
  }

  static void write(DataDirectory data, StackState state) {
    Json.write(data.state(), state);
  }

  static void delete(DataDirectory data) {
    try {
      Files.deleteIfExists(data.state());
    } catch (IOException cannotDelete) {
      throw new UncheckedIOException(cannotDelete);
    }
  }
}
