package dev.leadline.simulator.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
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
/// The file is cut into blocks by one thread, which are read by all processors and handed on in
/// order by the calling thread, so that a file of any length takes a bounded number of blocks of
/// memory.
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
        Threads cutter = new Threads(1);
        Threads readers = new Threads(Runtime.getRuntime().availableProcessors())) {
      BlockingQueue<Future<Block>> ahead = new ArrayBlockingQueue<>(AHEAD);
      cutter.pool().execute(() -> cut(new Blocks(in), readers.pool(), ahead));
      for (Block block = done(ahead); !block.end(); block = done(ahead)) {
        block.entries().forEach(reader);
        progress.accept(raw.count());
      }
    }
  }

  /// @param end whether the recording ended before it
  private record Block(List<Entry> entries, boolean end) {
    static final Block END = new Block(List.of(), true);
  }

  /// Threads that are gone with what they were needed for.
  private record Threads(ExecutorService pool) implements AutoCloseable {
    Threads(int many) {
      this(Executors.newFixedThreadPool(many, Thread.ofPlatform().daemon().factory()));
    }

    @Override
    public void close() {
      pool.shutdownNow();
      pool.close();
    }
  }

  /// Has each block read; what keeps it from that stands where the next block would.
  private static void cut(
      Blocks blocks, ExecutorService readers, BlockingQueue<Future<Block>> ahead) {
    try {
      try {
        List<Line> block = blocks.next();
        while (!block.isEmpty()) {
          List<Line> lines = block;
          ahead.put(readers.submit(() -> read(lines)));
          block = blocks.next();
        }
        ahead.put(CompletableFuture.completedFuture(Block.END));
      } catch (IOException | RuntimeException unreadable) {
        ahead.put(CompletableFuture.failedFuture(unreadable));
      }
    } catch (InterruptedException nobodyWantsMore) {
      Thread.currentThread().interrupt();
    }
  }

  /// The length of the file in bytes.
  public long size() throws IOException {
    return Files.size(file);
  }

  private static Block read(List<Line> lines) {
    List<Entry> entries = new ArrayList<>(lines.size());
    for (Line line : lines) {
      LineDecoder.decode(line).ifPresent(entries::add);
    }
    return new Block(entries, false);
  }

  private static Block done(BlockingQueue<Future<Block>> ahead) throws IOException {
    try {
      return ahead.take().get();
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
