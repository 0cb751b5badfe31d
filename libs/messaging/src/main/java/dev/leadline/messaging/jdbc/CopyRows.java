package dev.leadline.messaging.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows in the binary format of PostgreSQL's COPY. Rows of one number of columns, each filled in
/// the order of the columns.
///
/// The format is that of the manual of PostgreSQL, SQL command COPY, section Binary Format.
public final class CopyRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final short END = -1;

  private final short columns;
  private final BinaryValues values = new BinaryValues(64 * 1024);

  public CopyRows(int columns) {
    this.columns = (short) columns;
    values.put(SIGNATURE);
    values.put(0);
    values.put(0);
  }

  public CopyRows row() {
    values.put(columns);
    return this;
  }

  CopyRows add(ColumnType type, @Nullable Object value) {
    type.write(values, value);
    return this;
  }

  public CopyRows add(@Nullable UUID value) {
    values.add(value);
    return this;
  }

  public CopyRows add(@Nullable String value) {
    values.add(value);
    return this;
  }

  /// To the microsecond.
  public CopyRows add(Instant value) {
    values.add(value);
    return this;
  }

  public CopyRows add(long value) {
    values.add(value);
    return this;
  }

  public CopyRows add(@Nullable Long value) {
    if (value == null) {
      values.addNull();
    } else {
      values.add(value.longValue());
    }
    return this;
  }

  public CopyRows add(@Nullable Boolean value) {
    if (value == null) {
      values.addNull();
    } else {
      values.add(value.booleanValue());
    }
    return this;
  }

  public CopyRows add(byte @Nullable [] value) {
    if (value == null) {
      values.addNull();
    } else {
      values.add(value);
    }
    return this;
  }

  /// An array of texts.
  public CopyRows add(List<String> texts) {
    values.add(BinaryArray.ofTexts(texts));
    return this;
  }

  /// Ends the rows and has them copied.
  ///
  /// @param copy the statement, of the form `copy ... from stdin (format binary)`
  public void into(Connection connection, String copy) throws SQLException {
    values.put(END);
    CopyIn target = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    try {
      target.writeToCopy(values.backing(), 0, values.length());
      target.endCopy();
    } finally {
      if (target.isActive()) {
        target.cancelCopy();
      }
    }
  }
}
