package dev.leadline.messaging.outbound;

import dev.leadline.messaging.OutboundRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// Writes the records of a transaction to the write-ahead log, where the relay finds them once the
/// transaction has committed, and never if it has not.
public final class Outbox {
  /// The largest record that can be published, framing included. Topics take a little more.
  public static final int MAX_RECORD_BYTES = 6 << 20;

  /// What marks the messages of the outbox among those of others in the write-ahead log.
  static final String PREFIX = "leadline";

  private final int limit;

  /// @param limit how many records one transaction may publish, so that what a relay publishes
  ///   again after a crash stays within the repeat window of every consumer
  public Outbox(int limit) {
    this.limit = limit;
  }

  /// Writes the records in their order, in one statement.
  ///
  /// @throws OutboxFullException when they are more than the limit, or one of them is too large
  public void write(Connection connection, List<OutboundRecord> records) throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    if (records.size() > limit) {
      throw new OutboxFullException(
          "Transaction publishes " + records.size() + " records, allowed are " + limit);
    }
    byte[][] frames = records.stream().map(Outbox::frame).toArray(byte[][]::new);
    Array messages = connection.createArrayOf("bytea", frames);
    try (PreparedStatement emit =
        connection.prepareStatement(
            "select count(pg_logical_emit_message(true, '" + PREFIX + "', m)) from unnest(?) m")) {
      emit.setArray(1, messages);
      emit.execute();
    } finally {
      messages.free();
    }
  }

  private static byte[] frame(OutboundRecord record) {
    byte[] frame = Framing.encode(record);
    if (frame.length > MAX_RECORD_BYTES) {
      throw new OutboxFullException(
          "Record for '%s' has %d bytes, allowed are %d"
              .formatted(record.topic(), frame.length, MAX_RECORD_BYTES));
    }
    return frame;
  }
}
