package dev.leadline.messaging.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadId;
import dev.leadline.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowArraysIT {
  private static final UUID ONE = DerivedIds.ofText("one");

  private final Connection connection;

  RowArraysIT() throws SQLException {
    connection = TestPostgres.connect(TestPostgres.freshDatabase());
  }

  private enum Phase {
    RUNNING
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void whatIsGivenComesBack() throws SQLException {
    comesBack("uuid", ONE, null, DerivedIds.ofText("two"));
    comesBack("text", "it's \"quoted\", {so}", null, "", "NULL", "\\ Grüße \n 😀");
    comesBack("int8", Long.MIN_VALUE, null, 0L, 42L);
    comesBack("bigint", Long.MAX_VALUE);
    comesBack("int4", Integer.MIN_VALUE, null, 7);
    comesBack("integer", -1);
    comesBack("bool", true, null, false);
    comesBack("date", LocalDate.parse("2028-02-29"), null);
  }

  @Test
  void instantsComeBackToTheMicrosecond() throws SQLException {
    assertThat(
            read(
                "timestamptz",
                Instant.parse("2026-11-22T23:59:59.123456999Z"),
                null,
                Instant.parse("1999-12-31T23:59:59.999999Z"),
                Instant.EPOCH,
                Instant.parse("0001-01-01T00:00:00Z")))
        .containsExactly(
            Instant.parse("2026-11-22T23:59:59.123456Z"),
            null,
            Instant.parse("1999-12-31T23:59:59.999999Z"),
            Instant.EPOCH,
            Instant.parse("0001-01-01T00:00:00Z"));
  }

  @Test
  void whatStandsForAValueIsReadAsOne() throws SQLException {
    assertThat(read("uuid", new LeadId(ONE))).containsExactly(ONE);
    assertThat(read("uuid", ONE.toString())).containsExactly(ONE);
    assertThat(read("int8", 5)).containsExactly(5L);
    assertThat(read("text", Phase.RUNNING)).containsExactly("RUNNING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uuid", "text", "timestamptz", "int8", "int4", "bool", "date"})
  void noRowsAreNoRows(String type) throws SQLException {
    assertThat(read(type)).isEmpty();
  }

  private void comesBack(String type, @Nullable Object... values) throws SQLException {
    assertThat(read(type, values)).containsExactly(values);
  }

  private List<@Nullable Object> read(String type, @Nullable Object... values) throws SQLException {
    List<@Nullable Object> found = new ArrayList<>();
    String sql = "select value from unnest(?::%s[]) as value".formatted(type);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      List<Integer> rows = IntStream.range(0, values.length).boxed().toList();
      new RowArrays<>(select, rows).add(type, row -> values[row]);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          found.add(
              switch (type) {
                case "timestamptz" -> Columns.instantOrNull(result, "value");
                case "date" -> result.getObject(1, LocalDate.class);
                default -> result.getObject(1);
              });
        }
      }
    }
    return found;
  }
}
