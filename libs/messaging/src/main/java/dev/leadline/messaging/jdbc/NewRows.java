package dev.leadline.messaging.jdbc;

import dev.leadline.messaging.ConflictException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows that a table does not have yet, added by one statement, however many there are and in their
/// order. Many are copied: the server then writes a page full of rows to its log at once, where it
/// otherwise writes them one by one.
///
/// ```java
/// NewRows<Pot> pots = NewRows.<Pot>of("pot")
///     .column("pot_id", ColumnType.UUID, Pot::id)
///     .column("size", ColumnType.INTEGER, Pot::size);
/// ```
///
/// @param <T> what a row is made of
public final class NewRows<T> {
  /// From so many rows on they are copied, which is cheaper a row and a round trip more.
  private static final int MANY = 50;

  private static final String UNIQUE_VIOLATION = "23505";

  private final String table;
  private final List<Column<T>> columns;
  private final String copy;
  private final String insert;

  private NewRows(String table, List<Column<T>> columns) {
    this.table = table;
    this.columns = List.copyOf(columns);
    String names = each(Column::name);
    copy = "copy " + table + " (" + names + ") from stdin (format binary)";
    insert =
        ("insert into " + table + " (" + names + ") select ")
            + each(column -> column.type().cast(column.name()))
            + (" from unnest(" + each(column -> "?::" + column.type().array() + "[]") + ")")
            + (" with ordinality as new (" + names + ", ordinal) order by ordinal");
  }

  record Column<T>(String name, ColumnType type, Function<T, @Nullable Object> value) {}

  /// Rows of a table, as yet without columns.
  public static <T> NewRows<T> of(String table) {
    return new NewRows<>(table, List.of());
  }

  static <T> NewRows<T> of(String table, List<Column<T>> columns) {
    return new NewRows<>(table, columns);
  }

  /// The same with another column, and what it holds of a row.
  public NewRows<T> column(String name, ColumnType type, Function<T, @Nullable Object> value) {
    List<Column<T>> more = new ArrayList<>(columns);
    more.add(new Column<>(name, type, value));
    return new NewRows<>(table, more);
  }

  /// Adds rows.
  ///
  /// @throws ConflictException when another transaction added one of them first; this one is to be
  ///   rolled back then
  public void insert(Connection connection, Collection<T> rows) throws SQLException {
    try {
      if (rows.size() >= MANY) {
        copy(connection, rows);
      } else if (!rows.isEmpty()) {
        insertFew(connection, rows);
      }
    } catch (SQLException refused) {
      if (UNIQUE_VIOLATION.equals(refused.getSQLState())) {
        throw new ConflictException(
            "Another transaction added one of %d rows of '%s' first".formatted(rows.size(), table));
      }
      throw refused;
    }
  }

  /// The same columns for another statement: an array of each is a parameter, from 1 on, JSON as
  /// text.
  public void bind(PreparedStatement statement, Collection<T> rows) throws SQLException {
    RowArrays<T> arrays = new RowArrays<>(statement, rows);
    for (Column<T> column : columns) {
      arrays.add(column.type().array(), row -> column.type().inArray(column.value().apply(row)));
    }
  }

  private void copy(Connection connection, Collection<T> rows) throws SQLException {
    CopyRows copied = new CopyRows(columns.size());
    for (T row : rows) {
      copied.row();
      for (Column<T> column : columns) {
        copied.add(column.type(), column.value().apply(row));
      }
    }
    copied.into(connection, copy);
  }

  private void insertFew(Connection connection, Collection<T> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      bind(statement, rows);
      statement.executeUpdate();
    }
  }

  private String each(Function<Column<T>, String> part) {
    return columns.stream().map(part).collect(Collectors.joining(", "));
  }
}
