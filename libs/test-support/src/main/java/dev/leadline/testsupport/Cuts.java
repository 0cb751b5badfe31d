package dev.leadline.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Cuts a stream of events into batches, for laws that hold however that is done.
public final class Cuts {
  private Cuts() {}

  /// The stream in pieces of one to `most` events, in order.
  public static <T> List<List<T>> of(List<T> stream, Random random, int most) {
    List<List<T>> pieces = new ArrayList<>();
    int from = 0;
    while (from < stream.size()) {
      int to = Math.min(stream.size(), from + 1 + random.nextInt(most));
      pieces.add(stream.subList(from, to));
      from = to;
    }
    return pieces;
  }
}
