package dev.leadline.messaging.jdbc;

import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.jdbc.NewRows.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table with one row for each key, such as the state of each lead. Rows are locked, added and
/// overwritten by one statement, however many there are.
///
/// ```java
/// KeyedTable<Pot> pots = KeyedTable.keyed("pot", "pot_id", Pot::id)
///     .column("size", ColumnType.INTEGER, Pot::size)
///     .rows(row -> new Pot(...));
/// ```
///
/// @param <T> what a row holds
public final class KeyedTable<T> {
  private final Comparator<T> order;
  private final Reader<T> reader;
  private final String select;
  private final String lock;
  private final NewRows<T> fresh;
  private final String update;

  private KeyedTable(String table, List<Column<T>> columns, Comparator<T> order, Reader<T> reader) {
    this.order = order;
    this.reader = reader;
    String key = columns.getFirst().name();
    String names = each(columns.stream(), Column::name);
    String arrays = each(columns.stream(), column -> "?::" + column.type().array() + "[]");
    String given = " from unnest(" + arrays + ") as new (" + names + ") ";
    String set =
        each(
            columns.stream().skip(1),
            column -> column.name() + " = " + column.type().cast("new." + column.name()));
    select = "select " + names + " from " + table + " ";
    lock = select + "where " + key + " = any(?) order by " + key + " for update";
    fresh = NewRows.of(table, columns);
    update =
        ("update " + table + " as old set " + set + given) + ("where old." + key + " = new." + key);
  }

  /// Makes a value of a row.
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// Begins the description of a table.
  ///
  /// @param key the column of the key, a `uuid`
  /// @param value the key of a row
  public static <T, K extends Comparable<K>> Description<T> keyed(
      String table, String key, Function<T, K> value) {
    return new Description<>(table, Comparator.comparing(value))
        .column(key, ColumnType.UUID, value::apply);
  }

  /// A table that is being described.
  public static final class Description<T> {
    private final String table;
    private final Comparator<T> order;
    private final List<Column<T>> columns = new ArrayList<>();

    private Description(String table, Comparator<T> order) {
      this.table = table;
      this.order = order;
    }

    /// Another column, and what it holds of a row.
    public Description<T> column(
        String name, ColumnType type, Function<T, @Nullable Object> value) {
      columns.add(new Column<>(name, type, value));
      return this;
    }

    /// Another column of type `json`, and what it holds of a row, to be written as events are.
    public Description<T> json(String name, Function<T, @Nullable Object> value) {
      return column(name, ColumnType.JSON, row -> Columns.jsonOrNull(value.apply(row)));
    }

    /// The table, with how its rows are read.
    public KeyedTable<T> rows(Reader<T> reader) {
      return new KeyedTable<>(table, columns, order, reader);
    }
  }

  /// The rows of those keys, locked in the order of the keys; one that is not there is absent.
  public List<T> lock(Connection connection, Collection<?> keys) throws SQLException {
    if (keys.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(lock)) {
      statement.setArray(
          1,
          Columns.array(
              connection, ColumnType.UUID.array(), List.<Object>copyOf(keys), key -> key));
      return read(statement);
    }
  }

  /// The rows that a condition names.
  ///
  /// @param condition what follows `select ... from ...`, such as `where due <= ? limit ?`
  /// @param parameters of the condition, in order
  public List<T> select(Connection connection, String condition, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select + condition)) {
      for (int index = 0; index < parameters.length; index++) {
        Object value = parameters[index];
        statement.setObject(
            index + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
      }
      return read(statement);
    }
  }

  /// Adds rows.
  ///
  /// @throws ConflictException when another transaction added one of them first; this one is to be
  ///   rolled back then
  public void insert(Connection connection, Collection<T> rows) throws SQLException {
    // By key: two transactions that add the same rows wait for each other once, not in a circle.
    fresh.insert(connection, rows.stream().sorted(order).toList());
  }

  /// Overwrites rows that are there.
  public void update(Connection connection, Collection<T> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      fresh.bind(statement, rows);
      statement.executeUpdate();
    }
  }

  private List<T> read(PreparedStatement statement) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(reader.read(rows));
      }
    }
    return found;
  }

  private static <T> String each(Stream<Column<T>> columns, Function<Column<T>, String> part) {
    return columns.map(part).collect(Collectors.joining(", "));
  }
}
