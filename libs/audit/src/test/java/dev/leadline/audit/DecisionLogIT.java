package dev.leadline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.AuditVerifier.Verdict;
import dev.leadline.events.LeadId;
import dev.leadline.testsupport.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionLogIT {
  private String url = "";
  private Connection connection;

  @BeforeEach
  void freshDatabase() throws SQLException, IOException {
    url = TestPostgres.freshDatabase();
    connection = open();
    try (InputStream migration =
            DecisionLog.class.getResourceAsStream("/db/audit/V0_2__decisions.sql");
        Statement statement = connection.createStatement()) {
      statement.execute(
          new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8));
    }
    connection.commit();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void whatWasAppendedReadsBackEqualAndVerifies() throws SQLException {
    // when
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(1, 3));
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(4, 2_500));
    connection.commit();

    // then
    try (Stream<ChainLink> links = DecisionLog.read(connection, Records.CHAIN)) {
      assertThat(links.map(ChainLink::record)).isEqualTo(Records.numbered(1, 2_500));
    }
    ChainHead head = DecisionLog.heads(connection).getFirst();
    assertThat(head.sequence()).isEqualTo(2_500);
    assertThat(verdict()).isEqualTo(new Verdict.Intact(head));
  }

  @Test
  void nothingIsWrittenForNoRecords() throws SQLException {
    assertThat(DecisionLog.append(connection, Records.CHAIN, List.of())).isEmpty();
    assertThat(DecisionLog.heads(connection)).isEmpty();
  }

  @Test
  void whatIsRolledBackLeavesNoTrace() throws SQLException {
    // given
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(1, 2));
    connection.commit();

    // when
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(3, 9));
    connection.rollback();
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(3, 4));
    connection.commit();

    // then
    assertThat(verdict()).isEqualTo(new Verdict.Intact(DecisionLog.heads(connection).getFirst()));
    try (Stream<ChainLink> links = DecisionLog.read(connection, Records.CHAIN)) {
      assertThat(links).hasSize(4);
    }
  }

  @Test
  void twoWritersOfAChainTakeTurns() throws Exception {
    // given
    try (Connection other = open()) {
      DecisionLog.append(connection, Records.CHAIN, Records.numbered(1, 2));

      // when
      CompletableFuture<Void> second =
          CompletableFuture.runAsync(() -> appendAndCommit(other, Records.numbered(3, 4)));
      connection.commit();
      second.get();
    }

    // then
    try (Stream<ChainLink> links = DecisionLog.read(connection, Records.CHAIN)) {
      assertThat(links.map(ChainLink::record)).isEqualTo(Records.numbered(1, 4));
    }
    assertThat(verdict()).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void decisionsAboutALeadAreFoundOldestFirst() throws SQLException {
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(1, 15));
    DecisionLog.append(connection, "routing:requests", Records.numbered(16, 20));

    try (Stream<ChainLink> links = DecisionLog.about(connection, new LeadId(new UUID(2, 3)))) {
      assertThat(links.map(ChainLink::record))
          .containsExactly(Records.numbered(3), Records.numbered(13));
    }
    assertThat(DecisionLog.heads(connection))
        .extracting(ChainHead::chain)
        .containsExactly("routing:leadline.lifecycle.v1:0", "routing:requests");
  }

  @Test
  void aRowChangedInTheDatabaseIsFound() throws SQLException {
    // given
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(1, 5));

    // when
    execute(
        "update decision set happened_at = happened_at + interval '1 microsecond' where sequence = 4");

    // then
    assertThat(verdict())
        .isInstanceOfSatisfying(
            Verdict.Broken.class, broken -> assertThat(broken.sequence()).isEqualTo(4));
  }

  private Verdict verdict() throws SQLException {
    try (Stream<ChainLink> links = DecisionLog.read(connection, Records.CHAIN)) {
      return AuditVerifier.verify(Records.CHAIN, links.iterator());
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void appendAndCommit(Connection connection, List<DecisionRecord> records) {
    try {
      DecisionLog.append(connection, Records.CHAIN, records);
      connection.commit();
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  private Connection open() throws SQLException {
    Connection opened = TestPostgres.connect(url);
    opened.setAutoCommit(false);
    return opened;
  }
}
