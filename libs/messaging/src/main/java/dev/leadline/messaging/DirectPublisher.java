package dev.leadline.messaging;

import dev.leadline.messaging.tracing.TracedSends;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes to Kafka with no transaction around it: for what comes from outside and is not decided
/// yet.
///
/// Idempotent and acknowledged by all in-sync replicas. Safe for use by many threads, and never
/// blocks them: what the client cannot take at once, since it knows no broker yet or holds all that
/// it may, waits on a thread of its own.
public final class DirectPublisher implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /// For how long records gather into a request, whose cost depends little on what it holds.
  private static final int LINGER_MS = 10;

  private final Producer<String, byte[]> producer;
  private final Duration timeout;
  private final ExecutorService waiting =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("publisher-waiting").factory());

  /// @param kafka `bootstrap.servers` and what else the client is to be told
  /// @param timeout after which a record that the broker has not acknowledged has failed
  public DirectPublisher(Map<String, Object> kafka, Duration timeout) {
    Map<String, Object> settings = new HashMap<>(kafka);
    int timeoutMs = Math.toIntExact(timeout.toMillis());
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Else a partition without a leader may refuse the first request, take the second, and then
    // refuse the first for good, as out of sequence.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs - LINGER_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMs);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L << 20);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 7 << 20);
    settings.putIfAbsent(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    TracedSends.intercept(settings);
    this.timeout = timeout;
    this.producer = new KafkaProducer<>(settings);
  }

  /// Writes the records; those of one key and topic in their order.
  ///
  /// @return complete when the broker has all of them; failed with a [KafkaException] or a
  ///   [java.util.concurrent.TimeoutException] when it has not, while some may have been written
  public CompletionStage<Void> publish(List<OutboundRecord> records) {
    List<CompletableFuture<Void>> taken = new ArrayList<>(records.size());
    for (OutboundRecord record : records) {
      CompletableFuture<Void> sent = send(record);
      if (isNotTaken(sent)) {
        taken.add(later(records.subList(taken.size(), records.size())));
        break;
      }
      taken.add(sent);
    }
    return CompletableFuture.allOf(taken.toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> later(List<OutboundRecord> records) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    return CompletableFuture.completedFuture(records)
        .thenComposeAsync(left -> allOnceTaken(left, deadline), waiting)
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Void> allOnceTaken(List<OutboundRecord> records, long deadline) {
    return CompletableFuture.allOf(
        records.stream()
            .map(record -> onceTaken(record, deadline))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> onceTaken(OutboundRecord record, long deadline) {
    CompletableFuture<Void> sent = send(record);
    while (isNotTaken(sent) && System.nanoTime() - deadline < 0 && !Thread.interrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      sent = send(record);
    }
    return sent;
  }

  /// Right after it was handed to the client.
  private static boolean isNotTaken(CompletableFuture<Void> sent) {
    return sent.isCompletedExceptionally() && sent.exceptionNow() instanceof TimeoutException;
  }

  @Override
  public void close() {
    waiting.shutdownNow();
    producer.close(Duration.ofSeconds(5));
  }

  private CompletableFuture<Void> send(OutboundRecord outbound) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(outbound.topic(), outbound.key(), outbound.value());
    outbound
        .headers()
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try {
      Future<RecordMetadata> _ =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.complete(null);
                } else {
                  acknowledged.completeExceptionally(failure);
                }
              });
    } catch (KafkaException failure) {
      acknowledged.completeExceptionally(failure);
    }
    return acknowledged;
  }
}
