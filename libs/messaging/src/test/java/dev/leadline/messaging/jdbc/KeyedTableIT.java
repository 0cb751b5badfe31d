package dev.leadline.messaging.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadline.events.DerivedIds;
import dev.leadline.messaging.ConflictException;
import dev.leadline.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyedTableIT {
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final UUID ONE = DerivedIds.ofText("one");
  private static final UUID TWO = DerivedIds.ofText("two");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final KeyedTable<Pot> POTS =
      KeyedTable.keyed("pot", "pot_id", Pot::id)
          .column("label", ColumnType.TEXT, Pot::label)
          .column("size", ColumnType.INTEGER, Pot::size)
          .column("due", ColumnType.TIMESTAMPTZ, Pot::due)
          .json("parts", Pot::parts)
          .rows(row ->
              new Pot(
                  row.getObject("pot_id", UUID.class),
                  row.getString("label"),
                  row.getInt("size"),
                  Columns.instantOrNull(row, "due"),
                  Columns.readOrNull(row, "parts", TEXTS)));

  private Connection connection;

  KeyedTableIT() throws SQLException {
    connection = TestPostgres.connect(TestPostgres.freshDatabase());
  }

  private record Pot(
      UUID id, String label, int size, @Nullable Instant due, @Nullable List<String> parts) {}

  @BeforeEach
  void makeTheTable() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table pot (pot_id uuid primary key, label text, size integer, due timestamptz,"
              + " parts json)");
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void whatIsAddedIsFoundInTheOrderOfTheKeys() throws SQLException {
    // given
    Pot one = new Pot(ONE, "it's \"quoted\", {so}", 3, NOON, List.of("lid", "1,2"));
    Pot two = new Pot(TWO, "", -1, null, null);
    // when
    POTS.insert(connection, List.of(one, two));
    // then
    assertThat(POTS.lock(connection, List.of(TWO, ONE, DerivedIds.ofText("three"))))
        .containsExactlyInAnyOrder(one, two)
        .isSortedAccordingTo((a, b) -> a.id().toString().compareTo(b.id().toString()));
    assertThat(POTS.select(connection, "where due <= ?", NOON)).containsExactly(one);
    assertThat(POTS.lock(connection, List.of())).isEmpty();
  }

  @Test
  void whatIsOverwrittenIsSoAltogether() throws SQLException {
    // given
    POTS.insert(connection, List.of(new Pot(ONE, "old", 3, NOON, List.of("lid"))));
    // when
    POTS.update(connection, List.of(new Pot(ONE, "new", 4, null, null)));
    // then
    assertThat(POTS.select(connection, "")).containsExactly(new Pot(ONE, "new", 4, null, null));
  }

  @Test
  void aRowThatAnotherAddedFirstIsAConflict() throws SQLException {
    // given
    Pot one = new Pot(ONE, "one", 1, null, null);
    POTS.insert(connection, List.of(one));
    // when, then
    assertThatThrownBy(
            () -> POTS.insert(connection, List.of(one, new Pot(TWO, "two", 2, null, null))))
        .isInstanceOf(ConflictException.class)
        .hasMessage("Another transaction added one of 2 rows of 'pot' first");
  }
}
