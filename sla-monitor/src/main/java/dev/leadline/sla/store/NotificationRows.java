package dev.leadline.sla.store;

import static dev.leadline.messaging.jdbc.Columns.instant;
import static dev.leadline.messaging.jdbc.Columns.instantOrNull;
import static dev.leadline.sla.store.Rows.duration;
import static dev.leadline.sla.store.Rows.knownText;
import static dev.leadline.sla.store.Rows.knownUuid;
import static dev.leadline.sla.store.Rows.micros;
import static dev.leadline.sla.store.Rows.text;

import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.jdbc.RowArrays;
import dev.leadline.policy.SlaPolicy.Repeat;
import dev.leadline.sla.application.Notifications.Kept;
import dev.leadline.sla.application.Notifications.State;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Act;
import dev.leadline.sla.notification.Notice.Obstacle;
import dev.leadline.sla.notification.Notice.Severity;
import dev.leadline.sla.notification.Notice.Subject;
import dev.leadline.sla.notification.Notice.Subject.OfClock;
import dev.leadline.sla.notification.Notice.Subject.OfExceptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Notices as rows of the table `notification`.
final class NotificationRows {
  private static final String ADD =
      """
      insert into notification
        (id, channel, recipient, act, severity, key, lead_id, clock_id, target, rung, reason, service,
         summary, at, created_at, state, next_at, last_error, repeat_micros, repeats_left)
      select id, channel, recipient, act, severity, key, lead_id, clock_id, target, rung, reason,
        service, summary, at, now(), state, case when state = 'WAITING' then next_at end, last_error,
        repeat_micros, repeats_left
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        as n(id, channel, recipient, act, severity, key, lead_id, clock_id, target, rung, reason,
             service, summary, at, state, next_at, last_error, repeat_micros, repeats_left)
      on conflict (id) do nothing
      """;

  private NotificationRows() {}

  /// Adds notices; those that are known are left alone.
  static void add(Connection connection, List<Notice> notices) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      new RowArrays<>(insert, notices)
          .add("uuid", Notice::id)
          .add("text", Notice::channel)
          .add("text", Notice::recipient)
          .add("text", Notice::act)
          .add("text", Notice::severity)
          .add("text", Notice::key)
          .add("uuid", ofClock(OfClock::lead))
          .add("uuid", ofClock(OfClock::clock))
          .add("text", ofClock(OfClock::target))
          .add("text", ofClock(OfClock::rung))
          .add("text", ofExceptions(OfExceptions::reason))
          .add("text", ofExceptions(OfExceptions::service))
          .add("text", Notice::summary)
          .add("timestamptz", Notice::at)
          .add("text", notice -> state(notice.obstacle()))
          .add("timestamptz", Notice::notBefore)
          .add("text", notice -> notice.obstacle() == null ? null : notice.obstacle().why())
          .add("int8", notice -> notice.repeat() == null ? null : micros(notice.repeat().every()))
          .add("int4", notice -> notice.repeat() == null ? 0 : notice.repeat().times());
      insert.executeUpdate();
    }
  }

  private static Function<Notice, @Nullable Object> ofClock(Function<OfClock, Object> part) {
    return notice -> notice.subject() instanceof OfClock clock ? part.apply(clock) : null;
  }

  private static Function<Notice, @Nullable Object> ofExceptions(
      Function<OfExceptions, Object> part) {
    return notice -> notice.subject() instanceof OfExceptions cases ? part.apply(cases) : null;
  }

  private static State state(@Nullable Obstacle obstacle) {
    return switch (obstacle) {
      case null -> State.WAITING;
      case Obstacle.Nobody _ -> State.NOBODY;
      case Obstacle.NoChannel _ -> State.FAILED;
    };
  }

  static Kept kept(ResultSet row) throws SQLException {
    Notice notice =
        new Notice(
            knownUuid(row, "id"),
            knownText(row, "channel"),
            knownText(row, "recipient"),
            Act.valueOf(knownText(row, "act")),
            Severity.valueOf(knownText(row, "severity")),
            knownText(row, "key"),
            subject(row),
            knownText(row, "summary"),
            instant(row, "at"),
            instant(row, "created_at"),
            repeat(row),
            null);
    return new Kept(
        notice,
        State.valueOf(knownText(row, "state")),
        row.getInt("attempts"),
        instantOrNull(row, "next_at"),
        instantOrNull(row, "sent_at"),
        text(row, "last_error"),
        row.getInt("repeats_left"),
        text(row, "acknowledged_by"),
        instantOrNull(row, "acknowledged_at"));
  }

  private static Subject subject(ResultSet row) throws SQLException {
    String reason = text(row, "reason");
    return reason == null
        ? new OfClock(
            new LeadId(knownUuid(row, "lead_id")),
            knownUuid(row, "clock_id"),
            knownText(row, "target"),
            knownText(row, "rung"))
        : new OfExceptions(ExceptionReason.valueOf(reason), knownText(row, "service"));
  }

  private static @Nullable Repeat repeat(ResultSet row) throws SQLException {
    return row.getObject("repeat_micros") == null
        ? null
        : new Repeat(duration(row, "repeat_micros"), row.getInt("repeats_left"));
  }
}
