package dev.leadline.intake.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The hashes that signatures are made of, and their comparison in constant time.
final class Digests {
  private static final String HMAC_SHA256 = "HmacSHA256";

  private Digests() {}

  /// HMAC-SHA256 (RFC 2104) over the parts, one after the other.
  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC_SHA256);
      mac.init(new SecretKeySpec(key, HMAC_SHA256));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /// SHA-256 over the parts, one after the other.
  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /// Whether two secrets are the same, in a time that tells nothing about where they differ.
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(sha256(utf8(one)), sha256(utf8(other)));
  }

  static boolean sameHex(byte[] expected, String sent) {
    try {
      return MessageDigest.isEqual(expected, HexFormat.of().parseHex(sent.strip()));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  static boolean sameBase64(byte[] expected, String sent) {
    return MessageDigest.isEqual(expected, base64(sent));
  }

  /// The decoded bytes; none when it is no Base64.
  static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The last `length` bytes.
  static byte[] tail(byte[] bytes, int length) {
    return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
  }
}
