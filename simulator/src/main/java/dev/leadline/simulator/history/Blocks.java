package dev.leadline.simulator.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts a stream into blocks of whole lines.
final class Blocks {
  private static final int SIZE = 1 << 20;

  private final InputStream in;
  private byte[] rest = new byte[0];
  private long next = 1;
  private boolean ended;

  Blocks(InputStream in) {
    this.in = in;
  }

  /// The lines of the next block; empty at the end. Blank lines count and are left out.
  List<Line> next() throws IOException {
    while (!ended) {
      byte[] block = Arrays.copyOf(rest, Math.max(SIZE, rest.length * 2));
      int read = in.readNBytes(block, rest.length, block.length - rest.length);
      int filled = rest.length + read;
      ended = filled < block.length;
      int end = ended ? filled : lastEnd(block, filled);
      rest = Arrays.copyOfRange(block, end, filled);
      if (end > 0) {
        return lines(block, end);
      }
    }
    return List.of();
  }

  private static int lastEnd(byte[] block, int filled) {
    int at = filled;
    while (at > 0 && block[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  /// Ends of lines are looked for in a text of single bytes, which the JVM does many at a time.
  private List<Line> lines(byte[] block, int end) {
    String bytes = new String(block, 0, end, StandardCharsets.ISO_8859_1);
    List<Line> lines = new ArrayList<>();
    int from = 0;
    while (from < end) {
      int found = bytes.indexOf('\n', from);
      int to = found < 0 ? end : found;
      if (to > from) {
        lines.add(new Line(next, block, from, to - from));
      }
      next++;
      from = to + 1;
    }
    return lines;
  }
}
