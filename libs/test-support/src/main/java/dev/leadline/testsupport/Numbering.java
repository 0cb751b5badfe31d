package dev.leadline.testsupport;

import java.util.concurrent.atomic.AtomicInteger;

/// Names that differ by a number, from 1.
final class Numbering {
  private final String prefix;
  private final AtomicInteger last = new AtomicInteger();

  Numbering(String prefix) {
    this.prefix = prefix;
  }

  String next() {
    return prefix + last.incrementAndGet();
  }
}
