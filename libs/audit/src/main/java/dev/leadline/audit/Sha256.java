package dev.leadline.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Makes SHA-256 digests.
final class Sha256 {
  private Sha256() {}

  static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
