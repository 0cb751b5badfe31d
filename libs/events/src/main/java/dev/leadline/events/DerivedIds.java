package dev.leadline.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/// Identifiers that follow from their cause, so that deciding the same input twice names its
/// effects alike and a redelivered effect is recognised by its id.
public final class DerivedIds {
  private static final MessageDigest UNUSED = unused();

  private DerivedIds() {}

  /// The id of the `ordinal`-th effect called `what` of `cause`: a UUIDv8 (RFC 9562, section 5.8)
  /// over SHA-256.
  public static UUID derive(UUID cause, String what, int ordinal) {
    MessageDigest digest = sha256();
    digest.update(
        ByteBuffer.allocate(20)
            .putLong(cause.getMostSignificantBits())
            .putLong(cause.getLeastSignificantBits())
            .putInt(ordinal)
            .array());
    return version(digest.digest(what.getBytes(StandardCharsets.UTF_8)), 8);
  }

  /// The id that belongs to a text, such as a sender's idempotency key: a UUIDv8 over SHA-256.
  public static UUID ofText(String text) {
    return version(sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 8);
  }

  /// A UUIDv7 (RFC 9562, section 5.7) with the millisecond of `at` and the bits of `entropy` in
  /// place of random ones.
  public static UUID uuidV7(Instant at, UUID entropy) {
    long high =
        (at.toEpochMilli() << 16) | 0x7000L | ((entropy.getMostSignificantBits() >>> 48) & 0xFFFL);
    long low = (entropy.getLeastSignificantBits() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static UUID version(byte[] hash, int version) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    long high = (bytes.getLong() & 0xFFFFFFFFFFFF0FFFL) | ((long) version << 12);
    long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /// A copy of one that was never used: to look a provider up costs as much as to digest.
  private static MessageDigest sha256() {
    try {
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException theJdksCanBeCloned) {
      throw new IllegalStateException(theJdksCanBeCloned);
    }
  }

  private static MessageDigest unused() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
