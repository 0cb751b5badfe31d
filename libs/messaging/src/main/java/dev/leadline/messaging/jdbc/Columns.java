package dev.leadline.messaging.jdbc;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadId;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Values between Java and the columns of a row. JSON is written as events are.
public final class Columns {
  private Columns() {}

  /// One value of each item as an array for `unnest`: in binary where `type` and the values allow
  /// it, else as text that PostgreSQL reads as `type`.
  public static <T> Array array(
      Connection connection, String type, Collection<T> items, Function<T, @Nullable Object> value)
      throws SQLException {
    Object[] values = items.stream().map(value).map(Columns::plain).toArray();
    Optional<Array> binary = BinaryArray.of(connection, type, values);
    return binary.isPresent()
        ? binary.get()
        : connection.createArrayOf(type, Arrays.stream(values).map(Columns::text).toArray());
  }

  /// The lead ids that a query gives, one a row.
  public static Set<LeadId> leads(PreparedStatement query) throws SQLException {
    Set<LeadId> leads = new HashSet<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        leads.add(new LeadId(rows.getObject(1, UUID.class)));
      }
    }
    return leads;
  }

  public static String json(Object value) {
    try {
      return EventCodec.mapper().writeValueAsString(value);
    } catch (IOException recordsAreAlwaysWritable) {
      throw new IllegalStateException(recordsAreAlwaysWritable);
    }
  }

  public static @Nullable Object jsonOrNull(@Nullable Object value) {
    return value == null ? null : json(value);
  }

  /// The value of a JSON column that is not null.
  public static <T> T read(ResultSet row, String column, TypeReference<T> type)
      throws SQLException {
    try {
      return EventCodec.mapper().readValue(row.getString(column), type);
    } catch (IOException unreadable) {
      throw new IllegalStateException("Column '" + column + "' cannot be read", unreadable);
    }
  }

  public static <T> @Nullable T readOrNull(ResultSet row, String column, TypeReference<T> type)
      throws SQLException {
    return row.getString(column) == null ? null : read(row, column, type);
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof LeadId lead ? lead.value() : value;
  }

  private static @Nullable Object text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
