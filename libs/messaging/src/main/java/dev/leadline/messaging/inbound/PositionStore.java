package dev.leadline.messaging.inbound;

import dev.leadline.messaging.jdbc.RowArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
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

  /// Moves the positions on past the portions, and holds their rows until the transaction ends.
  ///
  /// @throws PartitionLostException when one of them is no longer where its partition was left:
  ///   someone else has decided what comes after
  void advance(Connection connection, List<Portion> portions) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update consumer_position held
            set next_offset = moved.next_offset, updated_at = now()
            from unnest(?, ?, ?, ?) as moved (topic, partition, left_at, next_offset)
            where held.consumer = ? and held.topic = moved.topic
              and held.partition = moved.partition and held.next_offset = moved.left_at
            """)) {
      new RowArrays<>(update, portions)
          .add("text", portion -> portion.partition().id().topic())
          .add("int4", portion -> portion.partition().id().partition())
          .add("int8", portion -> portion.partition().position())
          .add("int8", Portion::next)
          .text(consumer);
      if (update.executeUpdate() < portions.size()) {
        throw new PartitionLostException(portions);
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
