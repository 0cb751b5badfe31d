package dev.leadline.messaging.outbound;

import dev.leadline.messaging.tracing.TracedSends;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// How a relay runs.
///
/// What it publishes again after any crash must be less than half the repeat window of the
/// consumers. It is at most what two transactions may publish, three messages, and what passes
/// between two savings of the progress; [#maxTransaction()], [#maxMessage()] and [#saveEvery()]
/// share it out.
///
/// @param database where it is, and as whom
/// @param window how many records of a partition consumers remember to recognise repeats
/// @param pollInterval the rest between looks at an idle log: latency against idle load
/// @param heartbeat how often an idle database lets the server drop old write-ahead log
/// @param standby how often a replica that stands by looks whether the slot is free
/// @param kafka `bootstrap.servers` and what else the client is to be told
public record RelaySettings(
    Database database,
    int window,
    Duration pollInterval,
    Duration heartbeat,
    Duration standby,
    Map<String, Object> kafka) {

  private static final int MAX_QUEUE_BYTES = 16 << 20;

  /// A request, and the answers that it sets free for every consumer, costs about the same whatever
  /// it brings.
  private static final int BATCH_BYTES = 512 << 10;

  public RelaySettings {
    kafka = Map.copyOf(kafka);
  }

  /// A database as its clients name it.
  public record Database(String host, int port, String name, String user, String password) {}

  /// How many records one transaction may publish.
  public int maxTransaction() {
    return window / 8;
  }

  /// How many records go into one message of the write-ahead log.
  public int maxMessage() {
    return Math.max(1, window / 20);
  }

  int saveEvery() {
    return window / 10;
  }

  /// Never gives up on a record, so that none can overtake one that failed; a stalled broker stalls
  /// the relay.
  ///
  /// One request at a time: when a new partition has no leader yet, the first of several requests
  /// may be refused and the second be taken, and then the broker refuses the first for ever, as out
  /// of sequence.
  Map<String, Object> forProducer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MAX_QUEUE_BYTES);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Outbox.MAX_RECORD_BYTES + (1 << 20));
    settings.putIfAbsent(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    TracedSends.intercept(settings);
    return settings;
  }

  /// Messages are taken one by one: a batch that is not full waits for the end of the poll
  /// interval, and the queue spins through the last millisecond of every interval that it waits
  /// for.
  ///
  /// @param run unlike that of any other run in this JVM
  Properties forDebezium(String slot, String run) {
    Properties settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("name", run),
            Map.entry("topic.prefix", run),
            Map.entry("connector.class", "io.debezium.connector.postgresql.PostgresConnector"),
            Map.entry("database.hostname", database.host()),
            Map.entry("database.port", Integer.toString(database.port())),
            Map.entry("database.dbname", database.name()),
            Map.entry("database.user", database.user()),
            Map.entry("database.password", database.password()),
            Map.entry("plugin.name", "pgoutput"),
            Map.entry("slot.name", slot),
            Map.entry("slot.max.retries", "0"),
            Map.entry("publication.name", ReplicationSlot.PUBLICATION),
            Map.entry("publication.autocreate.mode", "no_tables"),
            Map.entry("message.prefix.include.list", Outbox.PREFIX),
            Map.entry("snapshot.mode", "no_data"),
            Map.entry(
                "offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore"),
            Map.entry("errors.max.retries", "0"),
            Map.entry("poll.interval.ms", Long.toString(Math.max(1, pollInterval.toMillis()))),
            Map.entry("max.batch.size", "1"),
            Map.entry("max.queue.size", "2"),
            Map.entry("max.queue.size.in.bytes", Integer.toString(MAX_QUEUE_BYTES)),
            Map.entry("record.processing.threads", "1"),
            Map.entry("heartbeat.interval.ms", Long.toString(heartbeat.toMillis())),
            Map.entry(
                "heartbeat.action.query",
                "select pg_logical_emit_message(true, '" + Outbox.PREFIX + "-heartbeat', '')")));
    return settings;
  }
}
