package dev.leadline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.lifecycle.application.AdvanceLeads;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.testsupport.Cuts;
import dev.leadline.testsupport.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The path of a batch with its real database.
@QuarkusTest
@TestProfile(QuietProfile.class)
@QuarkusTestResource(StackResource.class)
class BatchPathIT {
  private static final String CHAIN = "lifecycle:test:0";

  @Inject Transactions transactions;
  @Inject AdvanceLeads advanceLeads;
  @Inject ActivePolicy policy;
  @Inject DataSource database;

  @BeforeEach
  @AfterEach
  void clear() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate lead_stage, stage_visit, stage_tally, decision, chain_head");
    }
  }

  @Test
  void theSameEventsGiveByteEqualDecisionsHoweverTheyAreCutIntoBatches() throws SQLException {
    for (long seed : new long[] {3, 7}) {
      // given
      List<Envelope<?>> events = AnyStream.of(policy.get(), new Random(seed));
      List<String> atOnce = decided(List.of(events), false);
      // when
      clear();
      List<String> oneByOne =
          decided(events.stream().<List<Envelope<?>>>map(List::of).toList(), false);
      clear();
      List<String> anyhow = decided(Cuts.of(events, new Random(seed + 1), 7), true);
      // then
      assertThat(oneByOne).as("seed %d", seed).isEqualTo(atOnce);
      assertThat(anyhow).as("seed %d", seed).isEqualTo(atOnce);
      assertThat(atOnce).hasSizeGreaterThan(events.size() / 2);
      clear();
    }
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
      boolean[] stumblesNow = {stumbles};
      said.addAll(
          transactions.call(transaction -> {
            List<OutboundRecord> records = new ArrayList<>();
            advanceLeads.decide(batch, CHAIN, new Heard(transaction.connection(), records));
            if (stumblesNow[0]) {
              stumblesNow[0] = false;
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
  }

  /// All but when it was written down.
  private static String text(OutboundRecord record) {
    TreeMap<String, String> headers = new TreeMap<>(record.headers());
    headers.remove("ce_recordedtime");
    return record.topic()
        + " "
        + record.key()
        + " "
        + headers
        + " "
        + new String(record.value(), StandardCharsets.UTF_8);
  }

  private List<String> kept() throws SQLException {
    List<String> all = new ArrayList<>();
    for (String query :
        List.of(
            "select to_jsonb(lead_stage) from lead_stage order by lead_id",
            "select to_jsonb(stage_visit) from stage_visit order by lead_id, position",
            "select stage || ' ' || sum(leads) from stage_tally group by stage"
                + " having sum(leads) <> 0 order by stage",
            // All of a decision but its hash, which is salted, and when it was written down.
            "select to_jsonb(decision) - '{hash,seal,salt,recorded_at}'::text[] from decision"
                + " order by chain, sequence")) {
      try (Connection connection = database.getConnection();
          PreparedStatement select = connection.prepareStatement(query);
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          all.add(rows.getString(1));
        }
      }
    }
    return all;
  }
}
