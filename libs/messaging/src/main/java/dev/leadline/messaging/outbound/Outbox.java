package dev.leadline.messaging.outbound;

import dev.leadline.messaging.OutboundRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Writes the records of a transaction to the write-ahead log, where the relay finds them once the
/// transaction has committed, and never if it has not.
public final class Outbox {
  /// The largest record that can be published, framing included. Topics take a little more.
  public static final int MAX_RECORD_BYTES = 6 << 20;

  /// What marks the messages of the outbox among those of others in the write-ahead log.
  static final String PREFIX = "leadline";

  /// What a message may hold before the next record goes into another.
  private static final int FULL_MESSAGE_BYTES = 512 << 10;

  private final int limit;
  private final int perMessage;

  /// @param limit how many records one transaction may publish, so that what a relay publishes
  ///   again after a crash stays within the repeat window of every consumer
  /// @param perMessage how many records go into one message of the log; a message costs the server
  ///   and the relay about the same whatever it holds
  public Outbox(int limit, int perMessage) {
    this.limit = limit;
    this.perMessage = perMessage;
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
    Array messages = connection.createArrayOf("bytea", messages(records));
    try (PreparedStatement emit =
        connection.prepareStatement(
            "select count(pg_logical_emit_message(true, '" + PREFIX + "', m)) from unnest(?) m")) {
      emit.setArray(1, messages);
      emit.execute();
    } finally {
      messages.free();
    }
  }

  private byte[][] messages(List<OutboundRecord> records) {
    List<byte[]> messages = new ArrayList<>();
    List<byte[]> message = new ArrayList<>();
    int bytes = 0;
    for (OutboundRecord record : records) {
      byte[] frame = frame(record);
      boolean full = message.size() == perMessage || bytes + frame.length > FULL_MESSAGE_BYTES;
      if (full && !message.isEmpty()) {
        messages.add(Framing.message(message));
        message.clear();
        bytes = 0;
      }
      message.add(frame);
      bytes += frame.length;
    }
    messages.add(Framing.message(message));
    return messages.toArray(byte[][]::new);
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
