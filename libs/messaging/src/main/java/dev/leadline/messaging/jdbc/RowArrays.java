package dev.leadline.messaging.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parameters of a set-based statement in the order of the calls: a column of the rows each, as
/// an array for `unnest`.
///
/// @param <T> what a row is made of
public final class RowArrays<T> {
  private final PreparedStatement statement;
  private final Collection<T> rows;
  private int next;

  public RowArrays(PreparedStatement statement, Collection<T> rows) {
    this(statement, rows, 1);
  }

  /// @param first the parameter to begin with, from 1
  public RowArrays(PreparedStatement statement, Collection<T> rows, int first) {
    this.statement = statement;
    this.rows = rows;
    this.next = first;
  }

  /// A column of a type, as [Columns#array] has it.
  public RowArrays<T> add(String type, Function<T, @Nullable Object> value) throws SQLException {
    statement.setArray(next++, Columns.array(statement.getConnection(), type, rows, value));
    return this;
  }

  /// A column of `bytea`, which is neither printed nor parsed.
  public RowArrays<T> addBytes(Function<T, byte @Nullable []> value) throws SQLException {
    byte[] @Nullable [] values = rows.stream().map(value).toArray(byte[][]::new);
    statement.setArray(next++, statement.getConnection().createArrayOf("bytea", values));
    return this;
  }

  /// One text for all rows.
  public RowArrays<T> text(String text) throws SQLException {
    statement.setString(next++, text);
    return this;
  }
}
