package dev.leadline.sla.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadline.events.LeadId;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.application.DeliverNotifications;
import dev.leadline.sla.application.Notifications.Delivered;
import dev.leadline.sla.application.Notifications.Kept;
import dev.leadline.sla.application.Notifications.Query;
import dev.leadline.sla.application.Notifications.State;
import dev.leadline.sla.application.Sender;
import dev.leadline.sla.application.Sender.Outcome;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Act;
import dev.leadline.sla.notification.Notice.Obstacle;
import dev.leadline.sla.notification.Notice.Severity;
import dev.leadline.sla.notification.Notice.Subject.OfClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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
    notifications.sent(List.of(new Delivered(taken(), "key")), NOW);

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
    notifications.sent(List.of(new Delivered(onItsWay, "key")), NOW);

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

  @Test
  void whatASlowReceiverLeavesUnsentIsDueOnceTheLeaseIsOver() throws SQLException {
    // given
    addPages(30);
    AtomicReference<Instant> time = new AtomicReference<>(NOW);

    // when
    deliveriesTo(
            () -> {
              time.updateAndGet(now -> now.plusSeconds(5));
              return new Outcome.Sent();
            },
            time::get)
        .deliver("on-call");

    // then
    assertThat(Duration.between(NOW, time.get())).isLessThan(Duration.ofMinutes(2));
    assertThat(all()).filteredOn(kept -> kept.state() == State.SENT).hasSize(13);
    assertThat(taken(time.get())).isEmpty();
    assertThat(taken(NOW.plusSeconds(120))).hasSize(17);
  }

  @Test
  void aReceiverThatIsGoneIsNotTriedAgain() throws SQLException {
    // given
    addPages(4);
    Iterator<Outcome> answers =
        List.<Outcome>of(new Outcome.Sent(), new Outcome.Gone("HTTP 410")).iterator();

    // when
    deliveriesTo(answers::next, InstantSource.fixed(NOW)).deliver("on-call");

    // then
    assertThat(notifications.disabled("on-call")).contains("HTTP 410");
    assertThat(all())
        .extracting(Kept::state, Kept::lastError)
        .containsExactlyInAnyOrder(
            tuple(State.SENT, null),
            tuple(State.FAILED, "HTTP 410"),
            tuple(State.FAILED, "Channel is switched off: HTTP 410"),
            tuple(State.FAILED, "Channel is switched off: HTTP 410"));
  }

  @Test
  void amongManyNotificationsThoseThatAreOverAreFoundByAnIndex() throws SQLException {
    // given
    List<Notice> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add(page(new UUID(3, i), new UUID(7, i), "key-" + i, null));
    }
    try (Connection connection = database.getConnection()) {
      notifications.add(connection, many);
      connection.createStatement().execute("analyze notification");
    }
    List<Kept> taken = taken();
    notifications.sent(
        taken.stream().map(it -> new Delivered(List.of(it), it.notice().key())).toList(), NOW);
    long read = readInScans();

    // when
    for (Kept sent : taken) {
      close(((OfClock) sent.notice().subject()).clock());
    }

    // then
    assertThat(all()).hasSize(100).allMatch(kept -> kept.notice().act() == Act.RESOLVE);
    assertThat(readInScans() - read).isLessThan(10L * many.size());
  }

  /// Rows that were read in scans of the whole table.
  private long readInScans() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_stat_force_next_flush()");
      try (ResultSet row =
          statement.executeQuery(
              "select seq_tup_read from pg_stat_user_tables where relname = 'notification'")) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private DeliverNotifications deliveriesTo(Supplier<Outcome> receiver, InstantSource time) {
    return new DeliverNotifications(
        notifications,
        new ActivePolicy(System.getProperty("leadline.root", "..") + "/policies/default"),
        List.of(
            new Sender() {
              @Override
              public Channel.Kind kind() {
                return Channel.Kind.LOG;
              }

              @Override
              public Outcome send(Channel channel, Message message) {
                return receiver.get();
              }
            }),
        new SimpleMeterRegistry(),
        time);
  }

  private void addPages(int pages) throws SQLException {
    for (int i = 0; i < pages; i++) {
      add(page(new UUID(3, i), CLOCK, "key-" + i, null));
    }
  }

  private void add(Notice notice) throws SQLException {
    try (Connection connection = database.getConnection()) {
      notifications.add(connection, List.of(notice));
    }
  }

  private void close() throws SQLException {
    close(CLOCK);
  }

  private void close(UUID clock) throws SQLException {
    try (Connection connection = database.getConnection()) {
      notifications.closed(connection, List.of(clock), NOW);
    }
  }

  private List<Kept> taken() {
    return taken(NOW);
  }

  private List<Kept> taken(Instant now) {
    return notifications.take("on-call", now, Duration.ofMinutes(2), 100);
  }

  private List<Kept> all() {
    return notifications.list(new Query(null, null, null, null, 100));
  }

  private static Notice page(@Nullable Obstacle obstacle) {
    return page(new UUID(3, 4), CLOCK, "key", obstacle);
  }

  private static Notice page(UUID id, UUID clock, String key, @Nullable Obstacle obstacle) {
    return new Notice(
        id,
        "on-call",
        "on-call",
        Act.TRIGGER,
        Severity.CRITICAL,
        key,
        new OfClock(new LeadId(new UUID(5, 6)), clock, "speed-to-lead", "200%"),
        "Two hundred",
        NOW,
        NOW,
        null,
        obstacle);
  }
}
