package dev.leadline.stack.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Reads the lines that are added to a file. A file that is not there yet has none.
final class LogTail {
  private static final int PORTION = 64 * 1024;

  private final Path file;
  private long position;
  private byte[] unfinished = {};

  private LogTail(Path file, long position) {
    this.file = file;
    this.position = position;
  }

  static LogTail fromStart(Path file) {
    return new LogTail(file, 0);
  }

  static LogTail fromEnd(Path file) {
    return new LogTail(file, file.toFile().length());
  }

  /// The complete lines that were added since the last call.
  List<String> newLines() {
    if (!Files.exists(file)) {
      return List.of();
    }
    byte[] bytes = read();
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    unfinished = Arrays.copyOfRange(bytes, end, bytes.length);
    return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
  }

  /// What was left over, and behind it the next portion.
  private byte[] read() {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() < position) {
        position = 0;
        unfinished = new byte[0];
      }
      ByteBuffer portion = ByteBuffer.allocate(unfinished.length + PORTION).put(unfinished);
      position += Math.max(0, channel.read(portion, position));
      return Arrays.copyOf(portion.array(), portion.position());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
