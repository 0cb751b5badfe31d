package dev.leadline.simulator.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/// Recorded events in a file, an event in the JSON format of CloudEvents a line, in the order in
/// which they were recorded; compressed by gzip or not.
///
/// Lines are read by all processors and handed on in order by the calling thread, so that a file of
/// any length takes a bounded number of blocks of memory.
public final class Recording {
  private static final int AHEAD = 4 * Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int BUFFER = 1 << 16;

  private final Path file;

  public Recording(Path file) {
    this.file = file;
  }

  /// Hands on every entry in order.
  ///
  /// @param progress told now and then how many bytes of the file were read
  /// @throws IllegalArgumentException naming the first line that is no recorded event
  public void read(Consumer<Entry> reader, LongConsumer progress) throws IOException {
    try (CountedInput raw = new CountedInput(Files.newInputStream(file));
        InputStream in = inflated(raw);
        ExecutorService readers =
            Executors.newFixedThreadPool(
                Math.max(1, Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().daemon().factory())) {
      Blocks blocks = new Blocks(in);
      Deque<Future<List<Entry>>> ahead = new ArrayDeque<>();
      List<Line> block = blocks.next();
      while (!block.isEmpty() || !ahead.isEmpty()) {
        while (!block.isEmpty() && ahead.size() < AHEAD) {
          List<Line> lines = block;
          Callable<List<Entry>> task = () -> decoded(lines);
          ahead.add(readers.submit(task));
          block = blocks.next();
        }
        done(ahead.remove()).forEach(reader);
        progress.accept(raw.count());
      }
    }
  }

  /// The length of the file in bytes.
  public long size() throws IOException {
    return Files.size(file);
  }

  private static List<Entry> decoded(List<Line> block) {
    return block.stream().flatMap(line -> LineDecoder.decode(line).stream()).toList();
  }

  private static List<Entry> done(Future<List<Entry>> block) throws IOException {
    try {
      return block.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException unreadable) {
        throw unreadable;
      }
      throw new IOException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Reading was interrupted", interrupted);
    }
  }

  private static InputStream inflated(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    in.mark(2);
    boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return zipped ? new GZIPInputStream(in, BUFFER) : in;
  }
}
