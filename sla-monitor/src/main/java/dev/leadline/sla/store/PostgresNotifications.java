package dev.leadline.sla.store;

import static dev.leadline.sla.store.Rows.knownText;

import dev.leadline.messaging.jdbc.Columns;
import dev.leadline.messaging.jdbc.RowArrays;
import dev.leadline.sla.application.Notifications;
import dev.leadline.sla.notification.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
  /// What is about a clock is found by the clock, what is about exceptions by its own id.
  private static final String CLOSE =
      """
      update notification
      set closed_at = ?::timestamptz, repeats_left = 0, next_at = null,
          state = case when sent_at is null and state = 'WAITING' then 'DROPPED' else state end
      where :ended = any(?) and act = 'TRIGGER' and closed_at is null
      """;

  /// Said once: the id derives from what a receiver knows it by. What was gathered into one message
  /// is over when the last of it is.
  private static final String RESOLVE =
      """
      insert into notification
        (id, channel, recipient, act, severity, key, lead_id, clock_id, target, rung, reason, service,
         summary, at, created_at, state, next_at)
      select distinct on (channel, key) md5('resolve ' || channel || ' ' || key)::uuid, channel,
        recipient, 'RESOLVE', severity, key, lead_id, clock_id, target, rung, reason, service,
        'Over: ' || summary, ?::timestamptz, now(), 'WAITING', now()
      from notification n
      where :ended = any(?) and act = 'TRIGGER' and sent_at is not null
        and closed_at is not null and severity = 'CRITICAL'
        and not exists (select 1 from notification other
                        where other.channel = n.channel and other.key = n.key
                          and other.act = 'TRIGGER' and other.closed_at is null)
      order by channel, key, id
      on conflict (id) do nothing
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
      set state = 'SENT', attempts = 0, last_error = null, sent_at = noted.at, key = delivered.key,
          next_at = case when repeats_left > 0
                         then noted.at + repeat_micros * interval '1 microsecond' end,
          repeats_left = greatest(repeats_left - 1, 0)
      from unnest(?, ?) as delivered (id, key), (select ?::timestamptz) as noted (at)
      where notification.id = delivered.id
      """;

  /// What did not get through before it was over needs no other attempt.
  private static final String FAILED =
      """
      update notification
      set state = case when closed_at is null and ?::timestamptz is null then 'FAILED'
                       when closed_at is null then 'WAITING'
                       when sent_at is null then 'DROPPED'
                       else 'SENT' end,
          attempts = attempts + 1, last_error = ?,
          next_at = case when closed_at is null then ?::timestamptz end
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
    if (!notices.isEmpty()) {
      NotificationRows.add(connection, notices);
    }
  }

  @Override
  public void closed(Connection connection, Collection<UUID> clocks, Instant at)
      throws SQLException {
    end(connection, "clock_id", clocks, at);
  }

  @Override
  public void over(Connection connection, Collection<UUID> notices, Instant at)
      throws SQLException {
    end(connection, "id", notices, at);
  }

  private static void end(Connection connection, String column, Collection<UUID> ended, Instant at)
      throws SQLException {
    if (!ended.isEmpty()) {
      execute(connection, CLOSE.replace(":ended", column), ended, at.toString());
      execute(connection, RESOLVE.replace(":ended", column), ended, at.toString());
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
            NotificationRows::kept,
            now.plus(lease).toString(),
            channel,
            now.toString(),
            limit);
    return taken.stream().sorted(Comparator.comparing(kept -> kept.notice().at())).toList();
  }

  /// What was over before it was noted as sent is said to be over now.
  @Override
  public void sent(List<Delivered> messages, Instant at) {
    record Noted(UUID id, String key) {}
    List<Noted> noted =
        messages.stream()
            .flatMap(it -> ids(it.kept()).stream().map(id -> new Noted(id, it.key())))
            .toList();
    Reading.from(
        database,
        connection -> {
          connection.setAutoCommit(false);
          try (PreparedStatement statement = connection.prepareStatement(SENT)) {
            new RowArrays<>(statement, noted)
                .add("uuid", Noted::id)
                .add("text", Noted::key)
                .text(at.toString());
            statement.executeUpdate();
          }
          List<UUID> ids = noted.stream().map(Noted::id).toList();
          execute(connection, RESOLVE.replace(":ended", "id"), ids, at.toString());
          connection.commit();
          return noted.size();
        });
  }

  @Override
  public void failed(List<Kept> messages, String error, @Nullable Instant nextAt) {
    String next = nextAt == null ? null : nextAt.toString();
    Reading.from(
        database, connection -> execute(connection, FAILED, ids(messages), next, error, next));
  }

  @Override
  public Optional<Kept> acknowledge(UUID id, String by, Instant at) {
    return rows(ACKNOWLEDGE, NotificationRows::kept, by, at.toString(), id).stream().findFirst();
  }

  @Override
  public Optional<Kept> retry(UUID id, Instant now) {
    change(RETRY, now.toString(), id);
    return rows("select * from notification where id = ?", NotificationRows::kept, id).stream()
        .findFirst();
  }

  @Override
  public List<Kept> list(Query query) {
    String state = query.state() == null ? null : query.state().name();
    String lead = query.lead() == null ? null : query.lead().toString();
    String after = query.after() == null ? null : query.after().toString();
    return rows(
        LIST,
        NotificationRows::kept,
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

  /// @param ids what the last parameter is
  private static int execute(
      Connection connection, String sql, Collection<UUID> ids, @Nullable String... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, (Object[]) parameters)) {
      statement.setArray(parameters.length + 1, Columns.array(connection, "uuid", ids, id -> id));
      return statement.executeUpdate();
    }
  }

  private static List<UUID> ids(List<Kept> messages) {
    return messages.stream().map(kept -> kept.notice().id()).toList();
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
}
