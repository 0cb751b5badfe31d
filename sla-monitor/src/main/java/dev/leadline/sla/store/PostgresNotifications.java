package dev.leadline.sla.store;

import static dev.leadline.sla.store.Columns.duration;
import static dev.leadline.sla.store.Columns.instant;
import static dev.leadline.sla.store.Columns.knownInstant;
import static dev.leadline.sla.store.Columns.knownText;
import static dev.leadline.sla.store.Columns.knownUuid;
import static dev.leadline.sla.store.Columns.micros;
import static dev.leadline.sla.store.Columns.text;

import dev.leadline.events.LeadId;
import dev.leadline.policy.SlaPolicy.Repeat;
import dev.leadline.sla.application.Notifications;
import dev.leadline.sla.notification.Notice;
import dev.leadline.sla.notification.Notice.Act;
import dev.leadline.sla.notification.Notice.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The tables `notification` and `notification_channel_off`.
@ApplicationScoped
class PostgresNotifications implements Notifications {
  private static final String ADD =
      """
      insert into notification
        (id, channel, recipient, act, severity, key, lead_id, clock_id, target, rung, summary, at,
         created_at, state, next_at, last_error, repeat_micros, repeats_left)
      select id, channel, recipient, act, severity, key, lead_id, clock_id, target, rung, summary, at,
        now(), case when last_error is null then 'WAITING' else 'FAILED' end,
        case when last_error is null then next_at end, last_error, repeat_micros, repeats_left
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        as n(id, channel, recipient, act, severity, key, lead_id, clock_id, target, rung, summary, at,
             next_at, last_error, repeat_micros, repeats_left)
      on conflict (id) do nothing
      """;

  private static final String CLOSE =
      """
      update notification
      set closed_at = ?::timestamptz, repeats_left = 0, next_at = null,
          state = case when sent_at is null and state = 'WAITING' then 'DROPPED' else state end
      where clock_id = any(?) and act = 'TRIGGER' and closed_at is null
      """;

  /// What was gathered into one message is over when the last of it is.
  private static final String RESOLVE =
      """
      insert into notification
        (id, channel, recipient, act, severity, key, lead_id, clock_id, target, rung, summary, at,
         created_at, state, next_at)
      select distinct on (key) gen_random_uuid(), channel, recipient, 'RESOLVE', severity, key,
        lead_id, clock_id, target, rung, summary, ?::timestamptz, now(), 'WAITING', now()
      from notification n
      where clock_id = any(?) and act = 'TRIGGER' and sent_at is not null
        and severity = 'CRITICAL'
        and not exists (select 1 from notification other
                        where other.channel = n.channel and other.key = n.key
                          and other.act = 'TRIGGER' and other.closed_at is null)
      order by key, id
      """;

  private static final String TAKE =
      """
      update notification set next_at = ?::timestamptz
      where id in (select id from notification where channel = ? and next_at <= ?::timestamptz
                   order by next_at limit ? for update skip locked)
      returning *
      """;

  private static final String SENT =
      """
      update notification
      set state = 'SENT', attempts = 0, last_error = null, sent_at = ?::timestamptz, key = ?,
          next_at = case when repeats_left > 0
                         then ?::timestamptz + repeat_micros * interval '1 microsecond' end,
          repeats_left = greatest(repeats_left - 1, 0)
      where id = any(?)
      """;

  private static final String FAILED =
      """
      update notification
      set state = case when ?::timestamptz is null then 'FAILED' else 'WAITING' end,
          attempts = attempts + 1, last_error = ?, next_at = ?::timestamptz
      where id = any(?)
      """;

  private static final String ACKNOWLEDGE =
      """
      update notification
      set acknowledged_by = coalesce(acknowledged_by, ?),
          acknowledged_at = coalesce(acknowledged_at, ?::timestamptz), repeats_left = 0,
          next_at = case when state = 'SENT' then null else next_at end
      where id = ?
      returning *
      """;

  private static final String RETRY =
      """
      update notification
      set state = 'WAITING', attempts = 0, next_at = ?::timestamptz
      where id = ? and state in ('WAITING', 'FAILED')
      """;

  private static final String LIST =
      """
      select * from notification
      where (?::text is null or state = ?) and (?::text is null or channel = ?)
        and (?::uuid is null or lead_id = ?::uuid)
        and (?::uuid is null or (created_at, id)
             < (select created_at, id from notification where id = ?::uuid))
      order by created_at desc, id desc
      limit ?
      """;

  private final DataSource database;

  PostgresNotifications(DataSource database) {
    this.database = database;
  }

  @Override
  public void add(Connection connection, List<Notice> notices) throws SQLException {
    if (notices.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      new Columns.Arrays<>(insert, notices)
          .add("uuid", Notice::id)
          .add("text", Notice::channel)
          .add("text", Notice::recipient)
          .add("text", Notice::act)
          .add("text", Notice::severity)
          .add("text", Notice::key)
          .add("uuid", Notice::lead)
          .add("uuid", Notice::clock)
          .add("text", Notice::target)
          .add("text", Notice::rung)
          .add("text", Notice::summary)
          .add("timestamptz", Notice::at)
          .add("timestamptz", Notice::notBefore)
          .add("text", Notice::undeliverable)
          .add("int8", notice -> repeatMicros(notice.repeat()))
          .add("int4", notice -> notice.repeat() == null ? 0 : notice.repeat().times());
      insert.executeUpdate();
    }
  }

  private static @Nullable Long repeatMicros(@Nullable Repeat repeat) {
    return repeat == null ? null : micros(repeat.every());
  }

  @Override
  public void closed(Connection connection, Collection<UUID> clocks, Instant at)
      throws SQLException {
    if (clocks.isEmpty()) {
      return;
    }
    for (String sql : List.of(CLOSE, RESOLVE)) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, at.toString());
        statement.setArray(2, uuids(connection, clocks));
        statement.executeUpdate();
      }
    }
  }

  @Override
  public List<String> dueChannels(Instant now) {
    return rows(
        "select distinct channel from notification where next_at <= ?::timestamptz",
        row -> knownText(row, "channel"),
        now.toString());
  }

  @Override
  public List<Kept> take(String channel, Instant now, Duration lease, int limit) {
    List<Kept> taken =
        rows(
            TAKE,
            PostgresNotifications::kept,
            now.plus(lease).toString(),
            channel,
            now.toString(),
            limit);
    return taken.stream()
        .sorted(java.util.Comparator.comparing(kept -> kept.notice().at()))
        .toList();
  }

  @Override
  public void sent(List<Kept> messages, String key, Instant at) {
    change(SENT, messages, at.toString(), key, at.toString());
  }

  @Override
  public void failed(List<Kept> messages, String error, @Nullable Instant nextAt) {
    String next = nextAt == null ? null : nextAt.toString();
    change(FAILED, messages, next, error, next);
  }

  @Override
  public Optional<Kept> acknowledge(UUID id, String by, Instant at) {
    return rows(ACKNOWLEDGE, PostgresNotifications::kept, by, at.toString(), id).stream()
        .findFirst();
  }

  @Override
  public Optional<Kept> retry(UUID id, Instant now) {
    change(RETRY, now.toString(), id);
    return rows("select * from notification where id = ?", PostgresNotifications::kept, id).stream()
        .findFirst();
  }

  @Override
  public List<Kept> list(Query query) {
    String state = query.state() == null ? null : query.state().name();
    String lead = query.lead() == null ? null : query.lead().toString();
    String after = query.after() == null ? null : query.after().toString();
    return rows(
        LIST,
        PostgresNotifications::kept,
        state,
        state,
        query.channel(),
        query.channel(),
        lead,
        lead,
        after,
        after,
        query.limit());
  }

  @Override
  public void removeBefore(Instant created) {
    change(
        "delete from notification where created_at < ?::timestamptz and next_at is null",
        created.toString());
  }

  @Override
  public Map<String, Long> waitingByChannel() {
    Map<String, Long> waiting = new LinkedHashMap<>();
    rows(
            "select channel, count(*) as waiting from notification where next_at is not null"
                + " group by 1",
            row -> Map.entry(knownText(row, "channel"), row.getLong("waiting")))
        .forEach(entry -> waiting.put(entry.getKey(), entry.getValue()));
    return waiting;
  }

  @Override
  public Optional<String> disabled(String channel) {
    return rows(
            "select why from notification_channel_off where channel = ?",
            row -> knownText(row, "why"),
            channel)
        .stream()
        .findFirst();
  }

  @Override
  public void disable(String channel, String why, Instant at) {
    change(
        "insert into notification_channel_off (channel, why, at) values (?, ?, ?::timestamptz)"
            + " on conflict (channel) do nothing",
        channel,
        why,
        at.toString());
  }

  @Override
  public boolean enable(String channel) {
    return change("delete from notification_channel_off where channel = ?", channel) > 0;
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String sql, Reader<T> reader, @Nullable Object... parameters) {
    return Reading.from(
        database,
        connection -> {
          List<T> found = new ArrayList<>();
          try (PreparedStatement statement = prepared(connection, sql, parameters);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(reader.read(rows));
            }
          }
          return found;
        });
  }

  private int change(String sql, @Nullable Object... parameters) {
    return Reading.from(
        database,
        connection -> {
          try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
          }
        });
  }

  private void change(String sql, List<Kept> messages, @Nullable String... parameters) {
    List<UUID> ids = messages.stream().map(kept -> kept.notice().id()).toList();
    Reading.from(
        database,
        connection -> {
          try (PreparedStatement statement = prepared(connection, sql, (Object[]) parameters)) {
            statement.setArray(parameters.length + 1, uuids(connection, ids));
            return statement.executeUpdate();
          }
        });
  }

  private static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] instanceof String || parameters[i] == null) {
        statement.setString(i + 1, (String) parameters[i]);
      } else {
        statement.setObject(i + 1, parameters[i]);
      }
    }
    return statement;
  }

  private static java.sql.Array uuids(Connection connection, Collection<UUID> ids)
      throws SQLException {
    return connection.createArrayOf("uuid", ids.toArray());
  }

  private static Kept kept(ResultSet row) throws SQLException {
    Notice notice =
        new Notice(
            knownUuid(row, "id"),
            knownText(row, "channel"),
            knownText(row, "recipient"),
            Act.valueOf(knownText(row, "act")),
            Severity.valueOf(knownText(row, "severity")),
            knownText(row, "key"),
            new LeadId(knownUuid(row, "lead_id")),
            knownUuid(row, "clock_id"),
            knownText(row, "target"),
            knownText(row, "rung"),
            knownText(row, "summary"),
            knownInstant(row, "at"),
            knownInstant(row, "created_at"),
            repeat(row),
            null);
    return new Kept(
        notice,
        State.valueOf(knownText(row, "state")),
        row.getInt("attempts"),
        instant(row, "next_at"),
        instant(row, "sent_at"),
        text(row, "last_error"),
        row.getInt("repeats_left"),
        text(row, "acknowledged_by"),
        instant(row, "acknowledged_at"));
  }

  private static @Nullable Repeat repeat(ResultSet row) throws SQLException {
    return row.getObject("repeat_micros") == null
        ? null
        : new Repeat(duration(row, "repeat_micros"), row.getInt("repeats_left"));
  }
}
