package dev.leadline.sla.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows in the binary format of PostgreSQL's COPY, which neither side has to print or parse. Rows
/// of one number of columns, each filled in the order of the columns.
///
/// The format is that of the manual of PostgreSQL, SQL command COPY, section Binary Format.
final class CopyRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final long EPOCH_OF_POSTGRES = 946_684_800L;
  private static final int NULL = -1;

  private final short columns;
  private ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);

  CopyRows(int columns) {
    this.columns = (short) columns;
    bytes.put(SIGNATURE).putInt(0).putInt(0);
  }

  CopyRows row() {
    room(Short.BYTES).putShort(columns);
    return this;
  }

  CopyRows add(@Nullable UUID value) {
    if (value == null) {
      return addNull();
    }
    room(Integer.BYTES + 16)
        .putInt(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  CopyRows add(@Nullable String value) {
    return value == null ? addNull() : add(value.getBytes(StandardCharsets.UTF_8));
  }

  /// To the microsecond.
  CopyRows add(Instant value) {
    return add((value.getEpochSecond() - EPOCH_OF_POSTGRES) * 1_000_000 + value.getNano() / 1_000);
  }

  CopyRows add(long value) {
    room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    return this;
  }

  CopyRows add(@Nullable Long value) {
    return value == null ? addNull() : add(value.longValue());
  }

  CopyRows add(@Nullable Boolean value) {
    if (value == null) {
      return addNull();
    }
    room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    return this;
  }

  CopyRows add(byte[] value) {
    room(Integer.BYTES + value.length).putInt(value.length).put(value);
    return this;
  }

  private CopyRows addNull() {
    room(Integer.BYTES).putInt(NULL);
    return this;
  }

  /// Ends the rows and has them copied.
  ///
  /// @param copy the statement, of the form `copy ... from stdin (format binary)`
  void into(Connection connection, String copy) throws SQLException {
    room(Short.BYTES).putShort((short) -1);
    CopyIn target = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    try {
      target.writeToCopy(bytes.array(), 0, bytes.position());
      target.endCopy();
    } finally {
      if (target.isActive()) {
        target.cancelCopy();
      }
    }
  }

  private ByteBuffer room(int needed) {
    if (bytes.remaining() < needed) {
      int size = Math.max(2 * bytes.capacity(), bytes.position() + needed);
      bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), size)).position(bytes.position());
    }
    return bytes;
  }
}
