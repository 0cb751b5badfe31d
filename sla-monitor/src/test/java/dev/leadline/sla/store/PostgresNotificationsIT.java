package dev.leadline.sla.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.events.LeadId;
import dev.leadline.sla.application.Notifications.Kept;
import dev.leadline.sla.application.Notifications.Query;
import dev.leadline.sla.application.Notifications.State;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Act;
import dev.leadline.sla.notification.Notice.Obstacle;
import dev.leadline.sla.notification.Notice.Severity;
import dev.leadline.sla.notification.Notice.Subject.OfClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What becomes of a page whose clock closes before, while and after it is sent.
class PostgresNotificationsIT {
  private static final Instant NOW = Instant.parse("2026-03-02T09:15:00Z");
  private static final UUID CLOCK = new UUID(1, 2);

  private final DataSource database = SlaDatabase.fresh();
  private final PostgresNotifications notifications = new PostgresNotifications(database);

  @Test
  void aPageIsSaidToBeOverOnceHoweverOftenItsClockCloses() throws SQLException {
    // given
    add(page(null));
    notifications.sent(taken(), "key", NOW);

    // when
    close();
    close();

    // then
    assertThat(all())
        .extracting(kept -> kept.notice().act(), kept -> kept.notice().summary())
        .containsExactlyInAnyOrder(
            tuple(Act.TRIGGER, "Two hundred"), tuple(Act.RESOLVE, "Over: Two hundred"));
  }

  @Test
  void aPageThatWasOnItsWayWhenItsClockClosedIsSaidToBeOverOnceItIsSent() throws SQLException {
    // given
    add(page(null));
    List<Kept> onItsWay = taken();
    close();
    assertThat(all()).extracting(Kept::state).containsExactly(State.DROPPED);

    // when
    notifications.sent(onItsWay, "key", NOW);

    // then
    assertThat(all())
        .extracting(kept -> kept.notice().act(), Kept::state)
        .containsExactlyInAnyOrder(
            tuple(Act.TRIGGER, State.SENT), tuple(Act.RESOLVE, State.WAITING));
  }

  @Test
  void whatDoesNotGetThroughBeforeItsClockClosesIsNotTriedAgain() throws SQLException {
    // given
    add(page(null));
    List<Kept> onItsWay = taken();
    close();

    // when
    notifications.failed(onItsWay, "HTTP 503", NOW.plusSeconds(5));

    // then
    assertThat(all())
        .extracting(Kept::state, Kept::nextAt)
        .containsExactly(tuple(State.DROPPED, null));
  }

  @Test
  void whoeverWasNeverToldIsNotToldThatItIsOver() throws SQLException {
    // given
    add(page(null));

    // when
    close();

    // then
    assertThat(all()).extracting(Kept::state).containsExactly(State.DROPPED);
  }

  @Test
  void whereThereIsNobodyToTellNothingIsSentAndNothingHasFailed() throws SQLException {
    // when
    add(page(new Obstacle.Nobody("lead has no owner")));

    // then
    assertThat(taken()).isEmpty();
    assertThat(all())
        .extracting(Kept::state, Kept::lastError, Kept::attempts)
        .containsExactly(tuple(State.NOBODY, "lead has no owner", 0));
  }

  private void add(Notice notice) throws SQLException {
    try (Connection connection = database.getConnection()) {
      notifications.add(connection, List.of(notice));
    }
  }

  private void close() throws SQLException {
    try (Connection connection = database.getConnection()) {
      notifications.closed(connection, List.of(CLOCK), NOW);
    }
  }

  private List<Kept> taken() {
    return notifications.take("on-call", NOW, Duration.ofMinutes(2), 10);
  }

  private List<Kept> all() {
    return notifications.list(new Query(null, null, null, null, 10));
  }

  private static Notice page(@Nullable Obstacle obstacle) {
    return new Notice(
        new UUID(3, 4),
        "on-call",
        "on-call",
        Act.TRIGGER,
        Severity.CRITICAL,
        "key",
        new OfClock(new LeadId(new UUID(5, 6)), CLOCK, "speed-to-lead", "200%"),
        "Two hundred",
        NOW,
        NOW,
        null,
        obstacle);
  }
}
