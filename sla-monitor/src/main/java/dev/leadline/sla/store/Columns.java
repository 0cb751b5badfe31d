package dev.leadline.sla.store;

import dev.leadline.events.LeadId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Columns of rows as arrays for `unnest`, and values read back.
final class Columns {
  private Columns() {}

  /// Parameters of a set-based statement, one array a column, in the order of the calls.
  static final class Arrays<T> {
    private final PreparedStatement statement;
    private final Collection<T> rows;
    private int column = 0;

    Arrays(PreparedStatement statement, Collection<T> rows) {
      this.statement = statement;
      this.rows = rows;
    }

    /// A column whose values PostgreSQL reads from their text.
    Arrays<T> add(String type, Function<T, @Nullable Object> value) throws SQLException {
      @Nullable String[] texts = new @Nullable String[rows.size()];
      int row = 0;
      for (T each : rows) {
        Object known = value.apply(each);
        texts[row++] = known == null ? null : known.toString();
      }
      return add(type, texts);
    }

    /// A column of `bytea`, which is neither printed nor parsed.
    Arrays<T> addBytes(Function<T, byte[]> value) throws SQLException {
      return add("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    private Arrays<T> add(String type, @Nullable Object[] values) throws SQLException {
      statement.setArray(++column, statement.getConnection().createArrayOf(type, values));
      return this;
    }
  }

  static java.sql.Array ids(Connection connection, Collection<LeadId> ids) throws SQLException {
    return connection.createArrayOf("uuid", ids.stream().map(LeadId::toString).toArray());
  }

  static java.sql.Array texts(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  static @Nullable Long micros(@Nullable Duration duration) {
    return duration == null ? null : duration.toNanos() / 1_000;
  }

  static Duration duration(ResultSet row, String column) throws SQLException {
    return Duration.of(row.getLong(column), ChronoUnit.MICROS);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant knownInstant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static UUID knownUuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static @Nullable String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  static String knownText(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }
}
