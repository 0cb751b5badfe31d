package dev.leadline.scoring.store;

import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Activity;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Turn;
import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.scoring.ScoringPolicies;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.History;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/// How long histories are kept, with a database of its own.
class HistoryRetentionIT {
  private static final Instant JANUARY = Instant.parse("2026-01-15T10:00:00Z");
  private static final Instant LAST_OF_JANUARY = Instant.parse("2026-01-31T23:59:59.999999Z");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant DECEMBER = Instant.parse("2026-12-24T00:00:00Z");
  private static final Period A_YEAR = Period.ofYears(1);

  private final PGSimpleDataSource database = TestPostgres.dataSource(TestPostgres.freshDatabase());
  private final LeadSnapshot lead = aLead(1).with("employees", 500).build();
  private final ScoringDecider decider = new ScoringDecider(ScoringPolicies.shipped());
  private Instant now = JANUARY;

  @BeforeEach
  void migrate() {
    Flyway.configure().dataSource(database).locations("db/migration").load().migrate();
  }

  @Test
  void whatWasToldLongAgoFallsOffByTheMonth() throws SQLException {
    // given
    retention(A_YEAR).keep();
    tell(learned(JANUARY), acted(1, LAST_OF_JANUARY));
    at(MARCH);
    retention(A_YEAR).keep();
    tell(acted(2, MARCH));
    assertThat(partitions()).containsExactly("2026_01", "2026_02", "2026_03", "2026_04", "rest");
    assertThat(rowsOf("rest")).isZero();
    // when
    at(Instant.parse("2027-01-31T23:59:59Z"));
    retention(A_YEAR).keep();
    // then
    assertThat(told())
        .containsExactly(learned(JANUARY), acted(1, LAST_OF_JANUARY), acted(2, MARCH));
    // and when
    at(Instant.parse("2027-02-01T00:00:00Z"));
    retention(A_YEAR).keep();
    // then
    assertThat(partitions())
        .containsExactly("2026_02", "2026_03", "2026_04", "2027_01", "2027_02", "2027_03", "rest");
    assertThat(told()).contains(acted(2, MARCH)).doesNotContain(acted(1, LAST_OF_JANUARY));
  }

  @Test
  void aLeadOfWhichNothingWasLearnedSinceIsWhatIsKnownOfItNow() throws SQLException {
    // given
    retention(A_YEAR).keep();
    keep(lead);
    tell(learned(JANUARY), acted(1, MARCH));
    // when
    at(Instant.parse("2027-02-01T00:00:00Z"));
    retention(A_YEAR).keep();
    // then
    assertThat(told())
        .containsExactly(learned(Instant.parse("2026-02-01T00:00:00Z")), acted(1, MARCH));
    assertThat(replayed(now)).hasValueSatisfying(kept -> assertThat(kept.lead()).isEqualTo(lead));
    assertThat(replayed(JANUARY)).isEmpty();
    // and when all of it is gone
    at(Instant.parse("2028-02-01T00:00:00Z"));
    retention(A_YEAR).keep();
    // then
    assertThat(replayed(now)).hasValueSatisfying(kept -> assertThat(kept.lead()).isEqualTo(lead));
  }

  @Test
  void whatWasToldWhileItsMonthHadNoPartitionIsMovedThereAndFallsOffToo() throws SQLException {
    // given
    tell(learned(JANUARY), acted(1, MARCH), acted(2, DECEMBER));
    assertThat(rowsOf("rest")).isEqualTo(3);
    // when
    at(DECEMBER);
    retention(A_YEAR).keep();
    // then
    assertThat(rowsOf("2026_12")).isEqualTo(1);
    assertThat(rowsOf("rest")).isEqualTo(2);
    // and when
    at(Instant.parse("2027-02-01T00:00:00Z"));
    retention(A_YEAR).keep();
    // then
    assertThat(told()).containsExactly(acted(1, MARCH), acted(2, DECEMBER));
  }

  @Test
  void whatIsKeptForEverIs() throws SQLException {
    // given
    tell(learned(JANUARY), acted(1, MARCH));
    // when
    at(Instant.parse("2090-01-01T00:00:00Z"));
    retention(Period.ZERO).keep();
    // then
    assertThat(told()).containsExactly(learned(JANUARY), acted(1, MARCH));
  }

  private void at(Instant instant) {
    now = instant;
  }

  private HistoryRetention retention(Period kept) {
    return new HistoryRetention(database, () -> now, kept);
  }

  private Happening learned(Instant at) {
    return new Happening.Learned(lead, at);
  }

  private Happening acted(long number, Instant at) {
    return new Happening.Acted(
        lead.id(), new UUID(0, number), new Activity("page_viewed", "segment", Map.of()), at, at);
  }

  private History history() {
    return new PostgresHistories(database, retention(A_YEAR)).until(lead.id(), now);
  }

  private List<Happening> told() {
    return history().happenings();
  }

  private Optional<ScoredLead> replayed(Instant until) {
    return history().replay(decider, until);
  }

  private void tell(Happening... happenings) throws SQLException {
    try (Connection connection = database.getConnection()) {
      new PostgresHistories(database, retention(A_YEAR))
          .append(new OnlyConnected(connection), List.of(happenings));
    }
  }

  private record OnlyConnected(Connection connection) implements Transaction {
    @Override
    public void publish(OutboundRecord record) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void afterCommit(Runnable action) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Turn turn() {
      throw new UnsupportedOperationException();
    }
  }

  private void keep(LeadSnapshot known) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into scored_lead (lead_id, snapshot, contributions, evaluated_at,"
                    + " policy_version) values (?, ?::json, '[]', ?, 'v')")) {
      insert.setObject(1, known.id().value());
      insert.setString(2, Columns.json(known));
      insert.setObject(3, JANUARY.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  private List<String> partitions() throws SQLException {
    return TestPostgres.texts(
        database,
        "select substring(relname from 14) from pg_inherits join pg_class on oid = inhrelid"
            + " where inhparent = 'lead_history'::regclass order by 1");
  }

  private int rowsOf(String partition) throws SQLException {
    return TestPostgres.texts(database, "select 1 from lead_history_" + partition).size();
  }
}
