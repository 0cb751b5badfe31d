package dev.leadline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.AuditVerifier.Verdict;
import dev.leadline.testsupport.TestPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionPartitionsIT {
  private static final Instant OCTOBER = Instant.parse("2026-10-05T10:00:00Z");
  private static final Instant NOVEMBER = Instant.parse("2026-11-05T10:00:00Z");
  private static final Period ALL = Period.ZERO;

  private Connection connection;

  @BeforeEach
  void freshDatabase() throws SQLException, IOException {
    connection = AuditTables.open(AuditTables.fresh());
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void thisMonthAndTheNextTwoAreMadeOnce() throws SQLException {
    DecisionPartitions.keep(connection, NOVEMBER, ALL);
    DecisionPartitions.keep(connection, NOVEMBER, ALL);

    assertThat(partitions())
        .containsExactly(
            "decision_2026_11", "decision_2026_12", "decision_2027_01", "decision_rest");
  }

  @Test
  void aMonthThatOnlyGrowsIsNotVacuumed() throws SQLException {
    DecisionPartitions.keep(connection, NOVEMBER, ALL);

    assertThat(
            count(
                "pg_class where relname in ('decision_2026_11', 'decision_2026_12', 'decision_2027_01')"
                    + " and 'autovacuum_vacuum_insert_threshold=-1' = any(reloptions)"))
        .isEqualTo(3);
  }

  @Test
  void whatWasRecordedBeforeItsMonthWasMadeIsMovedThere() throws SQLException {
    append(1, 3, OCTOBER);

    DecisionPartitions.keep(connection, OCTOBER, ALL);

    assertThat(count("decision_2026_10")).isEqualTo(3);
    assertThat(count("decision_rest")).isZero();
    assertThat(verdict()).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aChainWhoseOldMonthsAreDroppedStillVerifies() throws SQLException {
    // given
    DecisionPartitions.keep(connection, OCTOBER, ALL);
    append(1, 4, OCTOBER);
    append(5, 9, NOVEMBER);

    // when
    Instant later = Instant.parse("2027-11-01T00:00:00Z");
    List<ChainHead> dropped = DecisionPartitions.keep(connection, later, Period.ofYears(1));

    // then
    assertThat(dropped)
        .extracting(ChainHead::chain, ChainHead::sequence)
        .containsExactly(org.assertj.core.api.Assertions.tuple(Records.CHAIN, 4L));
    assertThat(partitions()).doesNotContain("decision_2026_10").contains("decision_2026_11");
    assertThat(verdict())
        .isEqualTo(
            new Verdict.Intact(dropped.getFirst(), DecisionLog.heads(connection).getFirst(), 0));
  }

  @Test
  void aMonthIsKeptUntilAllOfItIsOld() throws SQLException {
    DecisionPartitions.keep(connection, OCTOBER, ALL);
    append(1, 4, OCTOBER);

    Instant almost = Instant.parse("2027-10-31T23:59:59Z");
    assertThat(DecisionPartitions.keep(connection, almost, Period.ofYears(1))).isEmpty();
    assertThat(verdict()).isInstanceOf(Verdict.Intact.class);
    assertThat(partitions()).contains("decision_2026_10");
  }

  @Test
  void aChainThatHasOnlyOldLinksGoesOnWhereItEnded() throws SQLException {
    // given
    DecisionPartitions.keep(connection, OCTOBER, ALL);
    append(1, 4, OCTOBER);
    Instant later = Instant.parse("2027-11-01T00:00:00Z");
    DecisionPartitions.keep(connection, later, Period.ofYears(1));

    // when
    append(5, 6, later);

    // then
    assertThat(verdict())
        .isInstanceOfSatisfying(
            Verdict.Intact.class,
            intact -> {
              assertThat(intact.start().sequence()).isEqualTo(4);
              assertThat(intact.head().sequence()).isEqualTo(6);
            });
  }

  @Test
  void aLinkThatASlowClockPutIntoTheNextMonthIsDroppedWithThoseAfterIt() throws SQLException {
    // given
    DecisionPartitions.keep(connection, OCTOBER, ALL);
    append(1, 1, Instant.parse("2026-10-31T23:59:59Z"));
    append(2, 2, Instant.parse("2026-11-01T00:00:00Z"));
    append(3, 3, Instant.parse("2026-10-31T23:59:59.5Z"));
    append(4, 4, NOVEMBER);

    // when
    DecisionPartitions.keep(connection, Instant.parse("2027-11-01T00:00:00Z"), Period.ofYears(1));

    // then
    assertThat(verdict())
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.start().sequence()).isEqualTo(3));
  }

  @Test
  void aLinkDeletedBehindADroppedMonthIsFound() throws SQLException {
    // given
    DecisionPartitions.keep(connection, OCTOBER, ALL);
    append(1, 4, OCTOBER);
    append(5, 9, NOVEMBER);
    DecisionPartitions.keep(connection, Instant.parse("2027-11-01T00:00:00Z"), Period.ofYears(1));

    // when
    AuditTables.execute(connection, "delete from decision where sequence = 5");

    // then
    assertThat(verdict())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 5, "link 6 found where link 5 was expected"));
  }

  @Test
  void decisionsFromBeforeThereWereMonthsStayAndFallOffTogether() throws Exception {
    // given
    String url = TestPostgres.freshDatabase();
    try (Connection old = AuditTables.open(url)) {
      AuditTables.migrate(old, AuditTables.FIRST);
      AuditTables.execute(old, FirstForm.INSERT);
      AuditTables.migrate(old, AuditTables.BY_MONTH);
      old.commit();
      connection.close();
      connection = old;

      // when
      DecisionPartitions.keep(connection, NOVEMBER, ALL);
      append(2, 3, NOVEMBER);

      // then
      assertThat(partitions())
          .containsExactly(
              "decision_2026_12", "decision_2027_01", "decision_before", "decision_rest");
      assertThat(verdict())
          .isInstanceOfSatisfying(
              Verdict.Intact.class, intact -> assertThat(intact.head().sequence()).isEqualTo(3));

      // when
      DecisionPartitions.keep(connection, Instant.parse("2033-12-01T00:00:00Z"), Period.ofYears(7));

      // then
      assertThat(partitions()).doesNotContain("decision_before");
      assertThat(verdict()).isInstanceOf(Verdict.Intact.class);
    }
  }

  private void append(long from, long to, Instant recordedAt) throws SQLException {
    List<DecisionRecord> records = new ArrayList<>();
    for (DecisionRecord record : Records.numbered(from, to)) {
      records.add(
          new DecisionRecord(
              record.id(),
              record.lead(),
              record.kind(),
              record.happenedAt(),
              recordedAt,
              record.policyVersion(),
              record.causation(),
              record.correlation(),
              record.actor(),
              record.outcome(),
              record.reasons(),
              record.inputDigest()));
    }
    DecisionLog.append(connection, Records.CHAIN, records);
  }

  private Verdict verdict() throws SQLException {
    try (Stream<ChainLink> links = DecisionLog.read(connection, Records.CHAIN)) {
      return new AuditVerifier(
              DecisionLog.start(connection, Records.CHAIN), DecisionLog.heads(connection))
          .verify(links.iterator());
    }
  }

  private List<String> partitions() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select inhrelid::regclass::text from pg_inherits where inhparent = 'decision'::regclass order by 1")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private long count(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
