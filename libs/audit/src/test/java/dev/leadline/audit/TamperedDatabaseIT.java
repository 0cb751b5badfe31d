package dev.leadline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.AuditVerifier.Verdict;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What someone with all rights on the database may do to its rows, and where it shows.
class TamperedDatabaseIT {
  private Connection connection;
  private ChainHead published;

  @BeforeEach
  void tenDecisions() throws SQLException, IOException {
    connection = AuditTables.open(AuditTables.fresh());
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(1, 10));
    published = DecisionLog.heads(connection).getFirst();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "happened_at = happened_at + interval '1 microsecond'",
        "recorded_at = recorded_at + interval '1 microsecond'",
        "lead_id = gen_random_uuid()",
        "id = gen_random_uuid()",
        "kind = 'scoring'",
        "policy_version = null",
        "causation = null",
        "correlation = ''",
        "actor_kind = 'OPERATOR'",
        "actor_name = 'ana'",
        "outcome = 'suppressed'",
        "reasons = replace(reasons::text, 'UNKNOWN', 'MATCHED')::json",
        "reasons = replace(reasons::text, 'UNKNOWN', 'MAYBE')::json",
        "actor_kind = 'NOBODY'",
        "reasons = replace(reasons::text, 'enterprise', 'smb')::json",
        "reasons = replace(reasons::text, 'employees is 20', 'employees is 21')::json",
        "reasons = '[]'",
        "input_digest = repeat('0', 64)",
        "salt = null",
        "salt = decode(repeat('00', 16), 'hex')",
        "seal = null",
        "seal = decode(repeat('00', 32), 'hex')",
        "hash = decode(repeat('00', 32), 'hex')"
      })
  void aChangedColumnIsFound(String change) throws SQLException {
    AuditTables.execute(connection, "update decision set " + change + " where sequence = 4");

    assertThat(broken().sequence()).isEqualTo(4);
  }

  @Test
  void aDeletedRecordIsFound() throws SQLException {
    AuditTables.execute(connection, "delete from decision where sequence = 4");

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 4, "link 5 found where link 4 was expected"));
  }

  @Test
  void anInsertedRecordIsFound() throws SQLException {
    AuditTables.execute(
        connection, "update decision set sequence = sequence + 1 where sequence > 4");
    insertCopy(4, 5);

    assertThat(broken().sequence()).isEqualTo(5);
  }

  @Test
  void aRecordInsertedBesideAnotherIsFound() throws SQLException {
    insertCopy(4, 4);

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 5, "link 4 found where link 5 was expected"));
  }

  @Test
  void recordsInAnotherOrderAreFound() throws SQLException {
    AuditTables.execute(
        connection, "update decision set sequence = 9 - sequence + 1000 where sequence in (4, 5)");
    AuditTables.execute(
        connection, "update decision set sequence = sequence - 1000 where sequence > 1000");

    assertThat(broken().sequence()).isEqualTo(4);
  }

  @Test
  void aTailCutOffIsFoundByTheHeadInTheDatabase() throws SQLException {
    AuditTables.execute(connection, "delete from decision where sequence > 7");

    assertThat(verdict(DecisionLog.heads(connection)))
        .isEqualTo(
            new Verdict.Broken(
                Records.CHAIN, 8, "chain ends at link 7 and was seen to reach link 10"));
  }

  @Test
  void aTailCutOffTogetherWithItsHeadIsFoundByThePublishedHead() throws SQLException {
    AuditTables.execute(connection, "delete from decision where sequence > 7");
    AuditTables.execute(
        connection,
        "update chain_head set sequence = 7, hash = (select hash from decision where sequence = 7)");

    assertThat(verdict(DecisionLog.heads(connection))).isInstanceOf(Verdict.Intact.class);
    assertThat(verdict(List.of(published)))
        .isEqualTo(
            new Verdict.Broken(
                Records.CHAIN, 8, "chain ends at link 7 and was seen to reach link 10"));
  }

  @Test
  void aTailWrittenAnewIsFoundByThePublishedHead() throws SQLException {
    // given
    AuditTables.execute(connection, "delete from decision where sequence > 7");
    AuditTables.execute(
        connection,
        "update chain_head set sequence = 7, hash = (select hash from decision where sequence = 7)");

    // when
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(108, 112));

    // then
    assertThat(verdict(DecisionLog.heads(connection))).isInstanceOf(Verdict.Intact.class);
    assertThat(verdict(List.of(published)))
        .isInstanceOfSatisfying(
            Verdict.Broken.class, broken -> assertThat(broken.sequence()).isEqualTo(10));
  }

  @Test
  void aHeadCutOffWithItsLinkIsFoundAsThatLink() throws SQLException {
    AuditTables.execute(connection, "delete from decision where sequence = 1");

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 1, "link 2 found where link 1 was expected"));
  }

  private void insertCopy(int of, int as) throws SQLException {
    AuditTables.execute(
        connection,
        """
        insert into decision (chain, sequence, hash, seal, salt, id, lead_id, kind, happened_at, recorded_at,
          policy_version, causation, correlation, actor_kind, actor_name, outcome, reasons, input_digest)
        select chain, %d, hash, seal, salt, gen_random_uuid(), lead_id, kind, happened_at,
          recorded_at + interval '1 microsecond', policy_version, causation, correlation, actor_kind, actor_name,
          outcome, reasons, input_digest
        from decision where sequence = %d
        """
            .formatted(as, of));
  }

  private Verdict.Broken broken() throws SQLException {
    Verdict verdict = verdict(List.of());
    assertThat(verdict).isInstanceOf(Verdict.Broken.class);
    return (Verdict.Broken) verdict;
  }

  private Verdict verdict(List<ChainHead> seen) throws SQLException {
    try (Stream<ChainLink> links = DecisionLog.read(connection, Records.CHAIN)) {
      return new AuditVerifier(DecisionLog.start(connection, Records.CHAIN), seen)
          .verify(links.iterator());
    }
  }
}
