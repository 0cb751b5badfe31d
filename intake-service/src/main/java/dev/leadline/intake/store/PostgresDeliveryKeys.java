package dev.leadline.intake.store;

import dev.leadline.intake.application.DeliveryKeys;
import dev.leadline.messaging.jdbc.RowArrays;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/// The delivery keys in partitions of a week, which are made as time goes on.
@ApplicationScoped
class PostgresDeliveryKeys implements DeliveryKeys {
  private static final Duration REMEMBERED = Duration.ofDays(14);
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final String CLAIM =
      "insert into delivery_key (key, decided_at) select w.key, ?::timestamptz"
          + " from unnest(?::uuid[]) as w (key) where not exists (select 1 from delivery_key d"
          + " where d.key = w.key and d.decided_at > ?::timestamptz) returning key";

  private final DataSource database;
  private volatile long ensuredDay = Long.MIN_VALUE;

  PostgresDeliveryKeys(DataSource database) {
    this.database = database;
  }

  @Override
  public Set<UUID> claim(Connection connection, Collection<UUID> ids, Instant now)
      throws SQLException {
    ensurePartitions(now);
    Set<UUID> claimed = new HashSet<>();
    try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
      new RowArrays<>(insert, ids)
          .text(now.toString())
          .add("uuid", id -> id)
          .text(now.minus(REMEMBERED).toString());
      try (ResultSet rows = insert.executeQuery()) {
        while (rows.next()) {
          claimed.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return claimed;
  }

  /// Once a day is enough, for the partition of the next week is always made too. In a transaction
  /// of its own, so that it stays when the batch is rolled back.
  private void ensurePartitions(Instant now) throws SQLException {
    long day = Math.floorDiv(now.toEpochMilli(), DAY);
    if (day == ensuredDay) {
      return;
    }
    try (Connection own = database.getConnection();
        PreparedStatement ensure =
            own.prepareStatement("select ensure_delivery_key_partitions(?::timestamptz)")) {
      ensure.setString(1, now.toString());
      ensure.execute();
    }
    ensuredDay = day;
  }
}
