package dev.leadline.stack.deadletter;

import dev.leadline.events.Topics;
import dev.leadline.stack.infra.WholeTopics;
import dev.leadline.stack.local.StackException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The dead letters of the services of a broker.
public final class DeadLetters {
  private final String bootstrap;

  public DeadLetters(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /// All letters that the topics still hold, the oldest first.
  ///
  /// @param services the short names of the services to look at
  public List<Letter> list(Collection<String> services) {
    return services.stream()
        .flatMap(this::lettersOf)
        .sorted(Comparator.comparing(Letter::at))
        .toList();
  }

  private Stream<Letter> lettersOf(String service) {
    Set<String> sentBack =
        WholeTopics.read(bootstrap, List.of(Topics.retries(service))).stream()
            .map(Letter::id)
            .collect(Collectors.toSet());
    return WholeTopics.read(bootstrap, List.of(Topics.deadLetters(service))).stream()
        .map(record -> new Letter(service, record, sentBack.contains(Letter.id(record))));
  }

  /// Puts letters to where their services read what is to be decided again. Returns when the broker
  /// has all of them; sent again after a failure they are still decided once.
  ///
  /// @throws StackException when the broker does not take one
  public void sendBack(List<Letter> letters) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent =
          letters.stream().map(letter -> producer.send(again(letter))).toList();
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException refused) {
      throw new StackException(
          "The broker did not take a letter: " + refused.getMessage(), refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while sending letters back", interrupted);
    }
  }

  private static ProducerRecord<byte[], byte[]> again(Letter letter) {
    return new ProducerRecord<>(
        Topics.retries(letter.service()),
        null,
        letter.record().key(),
        letter.record().value(),
        letter.record().headers());
  }
}
