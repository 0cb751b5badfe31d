package dev.leadline.messaging.inbound;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// The next offset to decide of each partition, in the database that holds the effects of those
/// before it.
final class PositionStore {
  private final String consumer;

  /// @param consumer whose positions they are, such as `routing`
  PositionStore(String consumer) {
    this.consumer = consumer;
  }

  /// The stored position, which is `first` for a partition that was never held.
  long findOrCreate(Connection connection, TopicPartition partition, long first)
      throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into consumer_position (consumer, topic, partition, next_offset)
                values (?, ?, ?, ?) on conflict do nothing
                """);
        PreparedStatement query =
            connection.prepareStatement(
                """
                select next_offset from consumer_position
                where consumer = ? and topic = ? and partition = ?
                """)) {
      name(insert, 1, partition);
      insert.setLong(4, first);
      insert.executeUpdate();
      name(query, 1, partition);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// The stored position of every partition that was ever held.
  Map<TopicPartition, Long> all(Connection connection) throws SQLException {
    Map<TopicPartition, Long> all = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select topic, partition, next_offset from consumer_position where consumer = ?")) {
      query.setString(1, consumer);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          all.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
    }
    return all;
  }

  /// Moves the position on, and holds its row until the transaction ends.
  ///
  /// @throws PartitionLostException when it is no longer at `from`: someone else has decided what
  ///   comes after
  void advance(Connection connection, TopicPartition partition, long from, long to)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update consumer_position set next_offset = ?, updated_at = now()
            where consumer = ? and topic = ? and partition = ? and next_offset = ?
            """)) {
      update.setLong(1, to);
      name(update, 2, partition);
      update.setLong(5, from);
      if (update.executeUpdate() == 0) {
        throw new PartitionLostException(partition, from);
      }
    }
  }

  private void name(PreparedStatement statement, int at, TopicPartition partition)
      throws SQLException {
    statement.setString(at, consumer);
    statement.setString(at + 1, partition.topic());
    statement.setInt(at + 2, partition.partition());
  }
}
