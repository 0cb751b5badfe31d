package dev.leadline.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.audit.AuditVerifier.Verdict;
import dev.leadline.events.LeadId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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
    url = AuditTables.fresh();
    connection = AuditTables.open(url);
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
    assertThat(verdict())
        .isEqualTo(new Verdict.Intact(AuditVerifier.genesis(Records.CHAIN), head, 0));
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
    assertThat(verdict()).isInstanceOf(Verdict.Intact.class);
    try (Stream<ChainLink> links = DecisionLog.read(connection, Records.CHAIN)) {
      assertThat(links).hasSize(4);
    }
  }

  @Test
  void twoWritersOfAChainTakeTurns() throws Exception {
    // given
    try (Connection other = AuditTables.open(url)) {
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
  void aChainThatAnotherProcessWroteOnIsGoneOnWithWhereItEnds() throws SQLException {
    // given
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(1, 2));
    connection.commit();
    ChainHead end = DecisionLog.heads(connection).getFirst();
    List<ChainLink> links = List.of(Records.link(end, Records.numbered(3)));

    // when
    assertThat(DecisionTable.insert(connection, end, links)).isTrue();
    assertThat(DecisionTable.insert(connection, end, links)).isFalse();
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(4, 5));
    connection.commit();

    // then
    try (Stream<ChainLink> read = DecisionLog.read(connection, Records.CHAIN)) {
      assertThat(read.map(ChainLink::record)).isEqualTo(Records.numbered(1, 5));
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
  void whatTellsOfAForgottenLeadVanishesAndTheChainStillVerifies() throws SQLException {
    // given
    LeadId forgotten = new LeadId(new UUID(2, 3));
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(1, 15));

    // when
    int erased = DecisionLog.erase(connection, List.of(forgotten));

    // then
    assertThat(erased).isEqualTo(2);
    try (Stream<ChainLink> links = DecisionLog.about(connection, forgotten)) {
      assertThat(links.map(ChainLink::record))
          .containsExactly(
              Records.numbered(3).withoutValues(), Records.numbered(13).withoutValues());
    }
    try (Stream<ChainLink> links = DecisionLog.about(connection, new LeadId(new UUID(2, 4)))) {
      assertThat(links.map(ChainLink::record))
          .containsExactly(Records.numbered(4), Records.numbered(14));
    }
    assertThat(verdict())
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.erased()).isEqualTo(2));
  }

  @Test
  void forgettingTwiceChangesNothingMore() throws SQLException {
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(1, 5));
    LeadId forgotten = new LeadId(new UUID(2, 3));

    assertThat(DecisionLog.erase(connection, List.of(forgotten))).isEqualTo(1);
    assertThat(DecisionLog.erase(connection, List.of(forgotten))).isZero();
    assertThat(DecisionLog.erase(connection, List.of())).isZero();
  }

  @Test
  void aHeadIsTakenToBeToldOnceEachTimeItMoved() throws SQLException {
    DecisionLog.append(connection, Records.CHAIN, Records.numbered(1, 5));
    DecisionLog.append(connection, "routing:requests", Records.numbered(6, 7));

    assertThat(DecisionLog.takeUnpublished(connection)).isEqualTo(DecisionLog.heads(connection));
    assertThat(DecisionLog.takeUnpublished(connection)).isEmpty();

    DecisionLog.append(connection, "routing:requests", Records.numbered(8, 8));
    assertThat(DecisionLog.takeUnpublished(connection))
        .extracting(ChainHead::chain, ChainHead::sequence)
        .containsExactly(tuple("routing:requests", 3L));
  }

  private Verdict verdict() throws SQLException {
    try (Stream<ChainLink> links = DecisionLog.read(connection, Records.CHAIN)) {
      return AuditVerifier.verify(Records.CHAIN, links.iterator());
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
}
