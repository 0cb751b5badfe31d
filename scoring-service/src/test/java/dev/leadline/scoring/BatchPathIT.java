package dev.leadline.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.messaging.Turn;
import dev.leadline.scoring.application.ScoreLeads;
import dev.leadline.testsupport.Cuts;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The path of a batch with its real database.
@QuarkusTest
@TestProfile(QuietProfile.class)
@QuarkusTestResource(StackResource.class)
class BatchPathIT {
  private static final String CHAIN = "scoring:test:0";

  @Inject Transactions transactions;
  @Inject ScoreLeads scoreLeads;
  @Inject DataSource database;

  @BeforeEach
  @AfterEach
  void clear() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate scored_lead, lead_history, decision, chain_head");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 5, 7, 11})
  void theSameEventsGiveByteEqualDecisionsHoweverTheyAreCutIntoBatches(long seed)
      throws SQLException {
    // given: late events, merges of which each half is told on its own, erasures
    List<Envelope<?>> events = AnyStream.withMergesAndErasures(new Random(seed));
    List<String> oneByOne =
        decided(events.stream().<List<Envelope<?>>>map(List::of).toList(), false);
    // when
    clear();
    List<String> atOnce = decided(List.of(events), false);
    clear();
    List<String> anyhow = decided(Cuts.of(events, new Random(seed + 1), 7), true);
    // then
    assertThat(atOnce).isEqualTo(oneByOne);
    assertThat(anyhow).isEqualTo(oneByOne);
    assertThat(oneByOne).hasSizeGreaterThan(events.size());
  }

  /// What is said and kept, as text, decided in these batches.
  ///
  /// @param stumbling whether every second batch is rolled back at first, as by a restart
  private List<String> decided(List<List<Envelope<?>>> batches, boolean stumbling)
      throws SQLException {
    List<String> said = new ArrayList<>();
    boolean stumbles = false;
    for (List<Envelope<?>> batch : batches) {
      stumbles = stumbling && !stumbles;
      AtomicBoolean stumblesNow = new AtomicBoolean(stumbles);
      said.addAll(
          transactions.call(transaction -> {
            List<OutboundRecord> records = new ArrayList<>();
            scoreLeads.decide(batch, CHAIN, new Heard(transaction.connection(), records));
            if (stumblesNow.getAndSet(false)) {
              throw new ConflictException("stumbled");
            }
            return records.stream().map(BatchPathIT::text).toList();
          }));
    }
    said.addAll(kept());
    return said;
  }

  private record Heard(Connection connection, List<OutboundRecord> records) implements Transaction {
    @Override
    public void publish(OutboundRecord record) {
      records.add(record);
    }

    @Override
    public void afterCommit(Runnable action) {}

    @Override
    public Turn turn() {
      return new Turn();
    }
  }

  /// All but when it was written down.
  private static String text(OutboundRecord record) {
    TreeMap<String, String> headers = new TreeMap<>(record.headers());
    headers.remove("ce_recordedtime");
    return String.join(
        " ",
        record.topic(),
        record.key(),
        headers.toString(),
        new String(record.value(), StandardCharsets.UTF_8));
  }

  private List<String> kept() throws SQLException {
    List<String> all = new ArrayList<>();
    for (String query :
        List.of(
            "select to_jsonb(scored_lead) from scored_lead order by lead_id",
            // Numbers that a rolled back batch took are not given again.
            "select to_jsonb(lead_history) - 'position' from lead_history"
                + " order by lead_id, position",
            // All of a decision but its hash, which is salted, and when it was written down.
            "select to_jsonb(decision) - '{hash,seal,salt,recorded_at}'::text[] from decision"
                + " order by chain, sequence")) {
      all.addAll(TestPostgres.texts(database, query));
    }
    return all;
  }
}
