package dev.leadline.sla.store;

import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.messaging.ConflictException;
import dev.leadline.sla.application.ClockBoard.Counts;
import dev.leadline.sla.application.Leads.Change;
import dev.leadline.sla.clock.FiredRung;
import dev.leadline.sla.clock.Journal;
import dev.leadline.sla.clock.LeadClocks;
import dev.leadline.sla.clock.Phase;
import dev.leadline.sla.clock.Standing;
import dev.leadline.sla.clock.Terms;
import dev.leadline.sla.clock.TrackedClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Leads, their timers and their clocks as they are kept.
class PostgresLeadsIT {
  private static final Instant BEGAN = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration BUDGET = Duration.ofMinutes(15);
  private static final Instant DUE = BEGAN.plus(BUDGET);
  private static final UUID CLOCK = new UUID(1, 2);

  private final DataSource database = SlaDatabase.fresh();
  private final PostgresLeads leads = new PostgresLeads(database);
  private final PostgresClockBoard board = new PostgresClockBoard(database);

  @Test
  void whatWasSavedIsFoundAndLockedAsItWas() throws SQLException {
    // given
    LeadClocks lead = lead(1, CLOCK);

    // when
    save(new Change(null, lead, DUE));

    // then
    assertThat(leads.find(lead.id())).contains(lead);
    assertThat(leads.nextFire()).contains(DUE);
    try (Connection connection = begun()) {
      assertThat(leads.lock(connection, Set.of(lead.id()))).containsEntry(lead.id(), lead);
    }
  }

  @Test
  void aClockThatIsNotWrittenAgainHasClimbedAsFarAsItsHighestRung() throws SQLException {
    // given
    LeadClocks lead = lead(1, CLOCK);
    save(new Change(null, lead, BEGAN));

    // when
    LeadClocks half = climbed(lead, BUDGET.dividedBy(2));
    save(new Change(lead, half, DUE), rung("50%", BUDGET.dividedBy(2)));
    LeadClocks whole = climbed(half, BUDGET);
    save(new Change(half, whole, null), rung(FiredRung.BREACH, BUDGET));

    // then
    assertThat(leads.find(lead.id())).contains(whole);
    assertThat(leads.firedRungs(lead.id()))
        .containsExactly(rung("50%", BUDGET.dividedBy(2)), rung(FiredRung.BREACH, BUDGET));
    assertThat(leads.nextFire()).isEmpty();
  }

  @Test
  void aRungThatHasFiredIsNotFiredAgain() throws SQLException {
    // given
    LeadClocks lead = lead(1, CLOCK);
    save(new Change(null, lead, BEGAN), rung("50%", BUDGET.dividedBy(2)));

    // when
    assertThatThrownBy(() -> save(new Change(lead, lead, DUE), rung("50%", BUDGET.dividedBy(2))))
        // then
        .isInstanceOf(ConflictException.class)
        .hasMessage("A rung was fired by another monitor");
  }

  @Test
  void dueLeadsAreTakenByWhoComesFirstTheLongestDueBeforeTheOthers() throws SQLException {
    // given
    LeadClocks later = lead(1, new UUID(1, 1));
    LeadClocks first = lead(2, new UUID(1, 2));
    LeadClocks notYet = lead(3, new UUID(1, 3));
    save(new Change(null, later, DUE.minusSeconds(1)));
    save(new Change(null, first, DUE.minusSeconds(2)));
    save(new Change(null, notYet, DUE.plusSeconds(1)));

    try (Connection one = begun();
        Connection other = begun()) {
      // when
      List<LeadClocks> taken = leads.lockDue(one, DUE, 10);

      // then
      assertThat(taken).containsExactly(first, later);
      assertThat(leads.lockDue(other, DUE, 10)).isEmpty();
    }
  }

  @Test
  void aClockIsNearUntilItIsDueAndBreachedFromThenOn() throws SQLException {
    // given
    save(new Change(null, lead(1, CLOCK), DUE));

    // then
    assertThat(board.counts(BEGAN)).containsExactly(new Counts("answer", 1, 0, 0));
    assertThat(board.counts(DUE.minusSeconds(1))).containsExactly(new Counts("answer", 1, 1, 0));
    assertThat(board.counts(DUE)).containsExactly(new Counts("answer", 1, 0, 1));
  }

  private static LeadClocks lead(int number, UUID clock) {
    Terms terms =
        new Terms(clock, "answer", "mql", 1, new UUID(3, number), "delivery", null, null, BUDGET);
    Standing standing =
        new Standing(
            Phase.RUNNING, BEGAN, Duration.ZERO, BEGAN, DUE, "ana", "always", null, null, null);
    return new LeadClocks(
        aLead(number).capturedAt(BEGAN).build(),
        null,
        Journal.EMPTY,
        List.of(new TrackedClock(terms, standing, Duration.ZERO)),
        null,
        false);
  }

  private static LeadClocks climbed(LeadClocks lead, Duration used) {
    return lead.withClocks(lead.clocks().stream().map(clock -> clock.climbed(used)).toList());
  }

  private static FiredRung rung(String name, Duration threshold) {
    Instant at = BEGAN.plus(threshold);
    return new FiredRung(CLOCK, name, threshold, at, at.plusMillis(5), List.of("notify:owner"));
  }

  private void save(Change change, FiredRung... rungs) throws SQLException {
    try (Connection connection = begun()) {
      leads.save(connection, List.of(change), List.of(rungs));
      connection.commit();
    }
  }

  private Connection begun() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
