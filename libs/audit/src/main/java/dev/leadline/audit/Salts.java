package dev.leadline.audit;

import java.security.SecureRandom;
import java.util.Arrays;

/// Salts that nobody can guess, drawn for a number of records at once.
final class Salts {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private final byte[] drawn;
  private int next;

  Salts(int count) {
    drawn = new byte[count * BYTES];
    RANDOM.nextBytes(drawn);
  }

  String next() {
    int from = next;
    next += BYTES;
    return Hex.text(Arrays.copyOfRange(drawn, from, next));
  }
}
