package dev.leadline.messaging.outbound;

import dev.leadline.messaging.OutboundRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/// Publishes what one run of the relay reads from the write-ahead log, as long as no other relay
/// has taken over.
final class LogPublisher implements AutoCloseable {
  private final Producer<String, byte[]> producer;
  private final RelayProgress progress;
  private final long epoch;
  private final byte[] mark;
  private final int saveEvery;
  private long unsaved;

  LogPublisher(
      Producer<String, byte[]> producer,
      RelayProgress progress,
      String slot,
      long epoch,
      int saveEvery) {
    this.producer = producer;
    this.progress = progress;
    this.epoch = epoch;
    this.mark = RelayMark.of(slot, epoch).getBytes(StandardCharsets.UTF_8);
    this.saveEvery = saveEvery;
    // Before the first record it must be sure that its epoch, begun before it held the slot, is
    // still the newest now that it does.
    this.unsaved = saveEvery;
  }

  /// Returns when Kafka has all of them, in the order given.
  ///
  /// @throws SQLException when the database cannot say whether this is still the relay
  /// @throws ExecutionException as Kafka says
  void publish(List<SourceRecord> records)
      throws SQLException, ExecutionException, InterruptedException {
    if (unsaved >= saveEvery) {
      saveProgress();
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    for (SourceRecord record : records) {
      frame(record)
          .map(Framing::decode)
          .orElse(List.of())
          .forEach(outbound -> sent.add(producer.send(marked(outbound))));
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    unsaved += sent.size();
  }

  /// Gives up at once on what Kafka has not confirmed: it is published again by the next run.
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  private void saveProgress() throws SQLException {
    if (!progress.save(epoch)) {
      throw new IllegalStateException("Epoch " + epoch + " is over, another relay has taken over");
    }
    unsaved = 0;
  }

  private ProducerRecord<String, byte[]> marked(OutboundRecord outbound) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(outbound.topic(), outbound.key(), outbound.value());
    outbound
        .headers()
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    record.headers().add(RelayMark.HEADER, mark);
    return record;
  }

  /// Empty for what is no message of the outbox, such as Debezium's heartbeat.
  private static Optional<byte[]> frame(SourceRecord record) {
    if (!(record.value() instanceof Struct value) || value.schema().field("message") == null) {
      return Optional.empty();
    }
    return switch (value.getStruct("message").get("content")) {
      case ByteBuffer buffer -> {
        byte[] frame = new byte[buffer.remaining()];
        buffer.duplicate().get(frame);
        yield Optional.of(frame);
      }
      case byte[] frame -> Optional.of(frame);
      default -> throw new IllegalStateException("Message of the outbox is not read as bytes");
    };
  }
}
