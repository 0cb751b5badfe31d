package dev.leadline.intake.store;

import dev.leadline.events.LeadId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sets the array parameters of a statement that writes or finds many rows at once.
final class SqlArrays {
  private final Connection connection;
  private final PreparedStatement statement;
  private int parameter;

  SqlArrays(Connection connection, PreparedStatement statement) {
    this.connection = connection;
    this.statement = statement;
  }

  <T> SqlArrays texts(Collection<T> rows, Function<T, @Nullable String> text) throws SQLException {
    return set("text", rows.stream().map(text).toArray());
  }

  <T> SqlArrays ids(Collection<T> rows, Function<T, @Nullable LeadId> id) throws SQLException {
    return set("uuid", rows.stream().map(row -> value(id.apply(row))).toArray());
  }

  <T> SqlArrays numbers(Collection<T> rows, Function<T, Long> number) throws SQLException {
    return set("bigint", rows.stream().map(number).toArray());
  }

  SqlArrays uuids(Object[] uuids) throws SQLException {
    return set("uuid", uuids);
  }

  SqlArrays bytes(byte[][] bytes) throws SQLException {
    return set("bytea", bytes);
  }

  /// A single text, for times among others.
  SqlArrays text(String text) throws SQLException {
    statement.setString(++parameter, text);
    return this;
  }

  private SqlArrays set(String type, @Nullable Object[] values) throws SQLException {
    Array array = connection.createArrayOf(type, values);
    statement.setArray(++parameter, array);
    return this;
  }

  private static @Nullable Object value(@Nullable LeadId id) {
    return id == null ? null : id.value();
  }
}
