package dev.leadline.messaging.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.ConflictException;
import dev.leadline.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Few rows go by another way than many, and nobody can tell by what is there afterwards.
class NewRowsIT {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final NewRows<Pot> POTS =
      NewRows.<Pot>of("pot")
          .column("pot_id", ColumnType.UUID, Pot::id)
          .column("lead_id", ColumnType.UUID, Pot::lead)
          .column("label", ColumnType.TEXT, Pot::label)
          .column("size", ColumnType.INTEGER, Pot::size)
          .column("weight", ColumnType.BIGINT, Pot::weight)
          .column("closed", ColumnType.BOOLEAN, Pot::closed)
          .column("due", ColumnType.TIMESTAMPTZ, Pot::due)
          .column("text", ColumnType.JSON, Pot::json)
          .column("bytes", ColumnType.JSON, pot -> bytes(pot.json()))
          .column("tree", ColumnType.JSONB, Pot::json);

  private final Connection connection;

  NewRowsIT() throws SQLException {
    connection = TestPostgres.connect(TestPostgres.freshDatabase());
  }

  private record Pot(
      UUID id,
      @Nullable LeadId lead,
      @Nullable String label,
      @Nullable Integer size,
      @Nullable Long weight,
      @Nullable Boolean closed,
      @Nullable Instant due,
      @Nullable String json) {

    static Pot full(int number) {
      return new Pot(
          uuid(number),
          new LeadId(uuid(-number)),
          "it's \"quoted\", {so} \\ Grüße \n 😀 " + number,
          -number,
          Long.MAX_VALUE - number,
          number % 2 == 0,
          NOON.plusSeconds(number),
          "{\"a\": [1, \"ü\", null], \"number\": %d}".formatted(number));
    }

    static Pot empty(int number) {
      return new Pot(uuid(number), null, null, null, null, null, null, null);
    }
  }

  @BeforeEach
  void makeTheTable() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table pot (
            ordinal bigint generated always as identity, pot_id uuid primary key, lead_id uuid,
            label text, size integer, weight bigint, closed boolean, due timestamptz, text json,
            bytes json, tree jsonb)
          """);
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 49, 50, 5_000})
  void whatIsAddedIsThereInItsOrder(int count) throws SQLException {
    // given
    List<Pot> pots =
        IntStream.range(0, count)
            .mapToObj(number -> number % 3 == 1 ? Pot.empty(number) : Pot.full(number))
            .toList();
    // when
    POTS.insert(connection, pots);
    // then
    assertThat(stored()).isEqualTo(pots);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 60})
  void aRowThatIsThereAlreadyIsAConflict(int count) throws SQLException {
    // given
    List<Pot> pots = IntStream.range(0, count).mapToObj(Pot::full).toList();
    POTS.insert(connection, pots.subList(0, 1));
    // when, then
    assertThatThrownBy(() -> POTS.insert(connection, pots))
        .isInstanceOf(ConflictException.class)
        .hasMessage("Another transaction added one of %d rows of 'pot' first", count);
    assertThat(stored()).isEqualTo(pots.subList(0, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void whatTheTableRefusesOtherwiseIsNoConflict(int count) {
    List<Pot> pots =
        IntStream.range(0, count)
            .mapToObj(number -> new Pot(uuid(number), null, null, null, null, null, null, "{"))
            .toList();
    assertThatThrownBy(() -> POTS.insert(connection, pots))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("invalid input syntax for type json");
  }

  @Test
  void theColumnsServeAnotherStatement() throws SQLException {
    // given
    POTS.insert(connection, List.of(Pot.full(1), Pot.full(2)));
    NewRows<Pot> labels =
        NewRows.<Pot>of("pot")
            .column("pot_id", ColumnType.UUID, Pot::id)
            .column("tree", ColumnType.JSONB, _ -> "{}");
    // when
    try (PreparedStatement update =
        connection.prepareStatement(
            "update pot set tree = new.tree::jsonb from unnest(?, ?) as new (pot_id, tree)"
                + " where pot.pot_id = new.pot_id")) {
      labels.bind(update, List.of(Pot.full(2)));
      // then
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private List<Pot> stored() throws SQLException {
    List<Pot> pots = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from pot order by ordinal")) {
      while (rows.next()) {
        String json = rows.getString("text");
        assertThat(rows.getString("bytes")).isEqualTo(json);
        assertThat(rows.getString("tree")).isEqualTo(json);
        UUID lead = rows.getObject("lead_id", UUID.class);
        pots.add(
            new Pot(
                rows.getObject("pot_id", UUID.class),
                lead == null ? null : new LeadId(lead),
                rows.getString("label"),
                rows.getObject("size", Integer.class),
                rows.getObject("weight", Long.class),
                rows.getObject("closed", Boolean.class),
                Columns.instantOrNull(rows, "due"),
                json));
      }
    }
    return pots;
  }

  private static UUID uuid(int number) {
    return DerivedIds.ofText("pot " + number);
  }

  private static byte @Nullable [] bytes(@Nullable String json) {
    return json == null ? null : json.getBytes(UTF_8);
  }
}
