package dev.leadline.audit;

import java.util.HexFormat;

/// Hashes are text in Java, where they are compared and shown, and bytes in the database.
final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  static String text(byte[] hash) {
    return FORMAT.formatHex(hash);
  }

  static byte[] bytes(String hash) {
    return FORMAT.parseHex(hash);
  }
}
