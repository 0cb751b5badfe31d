package dev.leadline.testsupport;

import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventCodec;
import dev.leadline.events.TurnTaken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/// Says events on the topics of [TestKafka] and hears what is said on them, as another service
/// would.
///
/// Topics are shared by the tests of a JVM, so a test looks for what concerns its own leads.
public final class TestTopics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Envelope<?>> heard = new ArrayList<>();

  private TestTopics(List<String> topics) {
    Map<String, Object> settings = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
    Map<String, Object> inOrder = new HashMap<>(settings);
    // Else the first requests to a partition that has just been made may come out of sequence.
    inOrder.put("max.in.flight.requests.per.connection", 1);
    producer = new KafkaProducer<>(inOrder, new StringSerializer(), new ByteArraySerializer());
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /// Listens to topics, which have to exist, from their beginning.
  public static TestTopics listeningTo(String... topics) {
    return new TestTopics(List.of(topics));
  }

  /// Writes events, keyed by their subject, and returns when the broker has them.
  public void say(String topic, List<? extends Envelope<?>> envelopes) {
    envelopes.stream().map(envelope -> send(topic, envelope)).toList().forEach(Runnable::run);
  }

  public void say(String topic, Envelope<?>... envelopes) {
    say(topic, List.of(envelopes));
  }

  /// Waits for an event, heard before or after the call, and gives the first that fits.
  public <E extends Event> Envelope<E> await(Class<E> type, Predicate<E> fits) {
    return Awaitility.await(type.getSimpleName() + " that fits")
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> listen(Duration.ofMillis(50)).all(type, fits), found -> !found.isEmpty())
        .getFirst();
  }

  /// Waits for the turn of the service in which something was said; its topic has to be among those
  /// listened to.
  public TurnTaken awaitTurnOf(Envelope<?> said) {
    return Awaitility.await("turn of " + said.event().getClass().getSimpleName())
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .until(
            () ->
                listen(Duration.ofMillis(50)).all(TurnTaken.class, _ -> true).stream()
                    .filter(turn -> turn.source().equals(said.source()))
                    .filter(turn -> turn.recordedAt().equals(said.recordedAt()))
                    .toList(),
            found -> !found.isEmpty())
        .getFirst()
        .event();
  }

  /// All events heard so far that fit, in the order of each partition.
  @SuppressWarnings("unchecked")
  public <E extends Event> List<Envelope<E>> all(Class<E> type, Predicate<E> fits) {
    return heard.stream()
        .filter(envelope -> type.isInstance(envelope.event()))
        .map(envelope -> (Envelope<E>) envelope)
        .filter(envelope -> fits.test(envelope.event()))
        .toList();
  }

  /// Listens for so long and keeps what it hears.
  public TestTopics listen(Duration duration) {
    consumer
        .poll(duration)
        .forEach(record -> heard.add(EventCodec.decode(headersOf(record), record.value())));
    return this;
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }

  private Runnable send(String topic, Envelope<?> envelope) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, envelope.event().subject(), EventCodec.value(envelope.event()));
    EventCodec.headers(envelope)
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    var sent = producer.send(record);
    return () -> {
      try {
        sent.get();
      } catch (ExecutionException failed) {
        throw new IllegalStateException("Event cannot be written to '" + topic + "'", failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    };
  }

  private static Map<String, String> headersOf(ConsumerRecord<?, ?> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }
}
