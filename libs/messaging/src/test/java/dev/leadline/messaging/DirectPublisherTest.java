package dev.leadline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class DirectPublisherTest {
  private static final String NOBODY = "127.0.0.1:1";

  @Test
  void whoPublishesDoesNotWaitForABrokerThatWasNeverReached() {
    try (DirectPublisher publisher =
        new DirectPublisher(Map.of("bootstrap.servers", NOBODY), Duration.ofSeconds(30))) {
      // when
      CompletableFuture<Void> published =
          publisher
              .publish(
                  List.of(new OutboundRecord("inbox", "key", Map.of("ce_id", "1"), new byte[0])))
              .toCompletableFuture();

      // then: it is tried again elsewhere, and given up after a while
      assertThat(published).isNotDone();
      assertThatThrownBy(published::join).hasCauseInstanceOf(KafkaException.class);
    }
  }
}
