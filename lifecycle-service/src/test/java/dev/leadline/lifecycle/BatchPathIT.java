package dev.leadline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.lifecycle.application.AdvanceLeads;
import dev.leadline.lifecycle.application.AskTransition;
import dev.leadline.lifecycle.application.WakeRested;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.messaging.Turn;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.testsupport.Cuts;
import dev.leadline.testsupport.LeadBuilder;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
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

  /// What the streams together must hold, or they would show too little.
  private static final List<String> HAPPENED =
      List.of(
          "\"standing\": \"merged\"",
          "\"standing\": \"erased\"",
          "\"chain\": \"lifecycle:timers\"",
          "\"chain\": \"lifecycle:requests\"",
          "the stage was asked for anew at",
          "No transition leads from");

  private static final int CHAPTER = 5;

  @Inject Transactions transactions;
  @Inject AdvanceLeads advanceLeads;
  @Inject AskTransition askTransition;
  @Inject WakeRested wakeRested;
  @Inject ActivePolicy policy;
  @Inject DataSource database;

  @BeforeEach
  @AfterEach
  void clear() throws SQLException {
    TestClock.goOn();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate lead_stage, stage_visit, stage_tally, decision, chain_head");
    }
  }

  @Test
  void theSameEventsGiveByteEqualDecisionsHoweverTheyAreCutIntoBatches() throws SQLException {
    List<String> all = new ArrayList<>();
    for (long seed : new long[] {3, 7, 11, 19, 23, 31}) {
      // given
      List<List<Envelope<?>>> chapters = chapters(AnyStream.of(policy.get(), new Random(seed)));
      List<String> atOnce = decided(chapters, List::of, false);
      // when
      clear();
      List<String> oneByOne =
          decided(chapters, chapter -> Cuts.of(chapter, new Random(0), 1), false);
      clear();
      Random random = new Random(seed + 1);
      List<String> anyhow = decided(chapters, chapter -> Cuts.of(chapter, random, 7), true);
      // then
      assertThat(oneByOne).as("seed %d", seed).isEqualTo(atOnce);
      assertThat(anyhow).as("seed %d", seed).isEqualTo(atOnce);
      all.addAll(atOnce);
      clear();
    }
    for (String happened : HAPPENED) {
      assertThat(all).as(happened).anyMatch(line -> line.contains(happened));
    }
  }

  private static List<List<Envelope<?>>> chapters(List<Envelope<?>> stream) {
    List<List<Envelope<?>>> chapters = new ArrayList<>();
    for (int from = 0; from < stream.size(); from += CHAPTER) {
      chapters.add(stream.subList(from, Math.min(stream.size(), from + CHAPTER)));
    }
    return chapters;
  }

  /// What is said and kept, as text. After each chapter of events the timers run and a person asks.
  ///
  /// @param cut makes the batches of a chapter
  /// @param stumbling whether every second batch is rolled back at first, as by a restart
  private List<String> decided(
      List<List<Envelope<?>>> chapters,
      Function<List<Envelope<?>>, List<List<Envelope<?>>>> cut,
      boolean stumbling)
      throws SQLException {
    List<String> said = new ArrayList<>();
    boolean stumbles = false;
    for (List<Envelope<?>> chapter : chapters) {
      TestClock.stopAt(chapter.getLast().recordedAt().plus(Duration.ofMinutes(1)));
      for (List<Envelope<?>> batch : cut.apply(chapter)) {
        stumbles = stumbling && !stumbles;
        said.addAll(decided(batch, stumbles));
      }
      wakeRested.run();
      askTransition.ask(anyRequest(chapter.getLast()));
    }
    said.addAll(kept());
    return said;
  }

  private List<String> decided(List<Envelope<?>> batch, boolean stumbling) {
    AtomicBoolean stumbles = new AtomicBoolean(stumbling);
    return transactions.call(transaction -> {
      List<OutboundRecord> records = new ArrayList<>();
      advanceLeads.decide(batch, CHAIN, new Heard(transaction.connection(), records));
      if (stumbles.getAndSet(false)) {
        throw new ConflictException("stumbled");
      }
      return records.stream().map(BatchPathIT::text).toList();
    });
  }

  /// Always the same after the same event.
  private AskTransition.Request anyRequest(Envelope<?> after) {
    Random random = new Random(after.id().getLeastSignificantBits());
    List<String> stages = policy.get().lifecycle().stages();
    return new AskTransition.Request(
        DerivedIds.derive(after.id(), "request", 0),
        LeadBuilder.leadId(1 + random.nextInt(AnyStream.LEADS)),
        stages.get(random.nextInt(stages.size())),
        new Actor(Actor.Kind.OPERATOR, "olga"),
        "not-ready",
        null,
        null);
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
      all.addAll(TestPostgres.texts(database, query));
    }
    return all;
  }
}
