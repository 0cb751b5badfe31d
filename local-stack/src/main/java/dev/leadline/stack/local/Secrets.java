package dev.leadline.stack.local;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Secrets nobody has seen before.
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  static String hex(int bytes) {
    return HexFormat.of().formatHex(random(bytes));
  }

  static String base64(int bytes) {
    return Base64.getEncoder().encodeToString(random(bytes));
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
