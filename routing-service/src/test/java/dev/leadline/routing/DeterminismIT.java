package dev.leadline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.ClockWarned;
import dev.leadline.events.Envelope;
import dev.leadline.messaging.ConflictException;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transaction;
import dev.leadline.messaging.Transactions;
import dev.leadline.messaging.Turn;
import dev.leadline.routing.RandomDays.Spell;
import dev.leadline.routing.application.AssignmentDesk;
import dev.leadline.routing.application.DueLeads;
import dev.leadline.routing.application.Leavers;
import dev.leadline.routing.application.RosterDesk;
import dev.leadline.routing.application.RouteLeads;
import dev.leadline.testsupport.Cuts;
import dev.leadline.testsupport.StackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The same events, order, roster and instants give the same decisions, on the path of a batch with
/// its real database. An instant is an input of a decision, as the roster is (ADR 0023): the clock
/// moves between events, but by no cut.
@QuarkusTest
@TestProfile(QuietProfile.class)
@WithTestResource(StackResource.class)
@WithTestResource(TestCompany.class)
class DeterminismIT {
  private static final String CHAIN = "routing:test:0";
  private static final long[] SEEDS = {1, 2, 3, 4, 5, 6};

  /// Without which the days would be too quiet to tell anything.
  private static final List<String> WHAT_HAPPENS =
      List.of(
          " declined",
          " did not answer in time",
          " did not act",
          " is INACTIVE",
          "asked for by a person",
          "given by a person",
          "keep-owner:same-account",
          "\"accepted\"",
          "\"closed\"",
          "\"held\"",
          "\"kept\"",
          "\"merged\"",
          "\"queued\"",
          "\"suppressed\"",
          "CAPPED",
          "ON_LEAVE",
          "OUTSIDE_HOURS",
          "PAUSED",
          "TAKEN_AWAY",
          "TOO_SLOW");

  @Inject Transactions transactions;
  @Inject RouteLeads routeLeads;
  @Inject AssignmentDesk assignments;
  @Inject RosterDesk roster;
  @Inject Leavers leavers;
  @Inject DueLeads dueLeads;
  @Inject DataSource database;
  private Tables tables;

  @BeforeEach
  void look() {
    tables = new Tables(database);
  }

  /// Versions of the roster begin anew for each run, and end beyond those that were kept in memory.
  @AfterEach
  void clear() throws SQLException {
    TestClock.Moved.reset();
    tables.clear();
    tables.number("select setval('roster_versions', 1000000)");
  }

  @Test
  void theSameEventsGiveByteEqualDecisionsHoweverTheyAreCutIntoBatches() throws SQLException {
    List<String> everything = new ArrayList<>();
    for (long seed : SEEDS) {
      // given
      List<Spell> days = RandomDays.of(new Random(seed));
      List<String> atOnce = decided(days, List::of, false);
      everything.addAll(atOnce);
      // when
      List<String> oneByOne =
          decided(days, events -> events.stream().<List<Envelope<?>>>map(List::of).toList(), false);
      Random cuts = new Random(seed + 100);
      List<String> anyhow = decided(days, events -> Cuts.of(events, cuts, 7), true);
      // then
      assertThat(oneByOne).as("seed %d", seed).isEqualTo(atOnce);
      assertThat(anyhow).as("seed %d", seed).isEqualTo(atOnce);
    }
    assertThat(WHAT_HAPPENS)
        .allSatisfy(what -> assertThat(everything).anyMatch(text -> text.contains(what)));
  }

  /// A way to cut events into batches.
  private interface Cutting {
    List<List<Envelope<?>>> cut(List<Envelope<?>> events);
  }

  /// What is said, answered and kept, as text, of days decided from the beginning.
  ///
  /// @param stumbling whether every second batch is rolled back at first, as by a restart
  private List<String> decided(List<Spell> days, Cutting cutting, boolean stumbling)
      throws SQLException {
    RandomDays.Desks desks = new RandomDays.Desks(assignments, roster, leavers, dueLeads);
    tables.clear();
    tables.number("select setval('roster_versions', 1, false)");
    leavers.release();
    List<String> said = new ArrayList<>();
    boolean stumbles = false;
    for (Spell spell : days) {
      TestClock.Moved.stopAt(spell.now());
      for (List<Envelope<?>> batch : cutting.cut(spell.events())) {
        stumbles = stumbling && !stumbles && !changesTheRoster(batch);
        said.addAll(decided(batch, stumbles));
      }
      said.add(String.valueOf(spell.deed().at(desks)));
    }
    said.addAll(tables.everything());
    return said;
  }

  /// A change that is rolled back uses up a version of the roster, and its decisions name the next.
  private static boolean changesTheRoster(List<Envelope<?>> batch) {
    return batch.stream().anyMatch(envelope -> envelope.event() instanceof ClockWarned);
  }

  private List<String> decided(List<Envelope<?>> batch, boolean stumbles) {
    boolean[] stumblesNow = {stumbles};
    return transactions.call(transaction -> {
      List<OutboundRecord> records = new ArrayList<>();
      routeLeads.handle(new Heard(transaction.connection(), records), CHAIN, batch);
      if (stumblesNow[0]) {
        stumblesNow[0] = false;
        throw new ConflictException("stumbled");
      }
      return records.stream().map(DeterminismIT::text).toList();
    });
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

  private static String text(OutboundRecord record) {
    return record.topic()
        + " "
        + record.key()
        + " "
        + new TreeMap<>(record.headers())
        + " "
        + new String(record.value(), StandardCharsets.UTF_8);
  }
}
