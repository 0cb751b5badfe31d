package dev.leadline.sla.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Values of a row; those called known are never null. Durations are kept in microseconds.
final class Rows {
  private Rows() {}

  static @Nullable Long micros(@Nullable Duration duration) {
    return duration == null ? null : duration.toNanos() / 1_000;
  }

  static Duration duration(ResultSet row, String column) throws SQLException {
    return Duration.of(row.getLong(column), ChronoUnit.MICROS);
  }

  static @Nullable UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static UUID knownUuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static @Nullable String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  static String knownText(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }
}
