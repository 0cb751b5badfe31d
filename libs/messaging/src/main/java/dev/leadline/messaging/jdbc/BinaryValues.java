package dev.leadline.messaging.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Values one after the other in the binary format of PostgreSQL, which neither side has to print
/// or parse: the length of each in 4 bytes, -1 for null, then its bytes. Numbers are big-endian.
final class BinaryValues {
  private static final long EPOCH_OF_POSTGRES = 946_684_800L;
  private static final int NULL = -1;

  private ByteBuffer bytes;

  /// @param size in bytes that is expected; it grows
  BinaryValues(int size) {
    bytes = ByteBuffer.allocate(size);
  }

  void add(@Nullable UUID value) {
    if (value == null) {
      addNull();
    } else {
      room(Integer.BYTES + 16)
          .putInt(16)
          .putLong(value.getMostSignificantBits())
          .putLong(value.getLeastSignificantBits());
    }
  }

  void add(@Nullable String value) {
    if (value == null) {
      addNull();
    } else {
      add(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// To the microsecond; what is below is cut off.
  void add(Instant value) {
    add((value.getEpochSecond() - EPOCH_OF_POSTGRES) * 1_000_000 + value.getNano() / 1_000);
  }

  void add(long value) {
    room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
  }

  void add(int value) {
    room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
  }

  void add(boolean value) {
    room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
  }

  void add(byte[] value) {
    room(Integer.BYTES + value.length).putInt(value.length).put(value);
  }

  void addNull() {
    room(Integer.BYTES).putInt(NULL);
  }

  /// What is no value, such as the number of those that follow.
  void put(int header) {
    room(Integer.BYTES).putInt(header);
  }

  void put(short header) {
    room(Short.BYTES).putShort(header);
  }

  void put(byte[] header) {
    room(header.length).put(header);
  }

  int length() {
    return bytes.position();
  }

  /// The bytes, of which only the first [#length] count.
  byte[] backing() {
    return bytes.array();
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private ByteBuffer room(int needed) {
    if (bytes.remaining() < needed) {
      int size = Math.max(2 * bytes.capacity(), bytes.position() + needed);
      bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), size)).position(bytes.position());
    }
    return bytes;
  }
}
