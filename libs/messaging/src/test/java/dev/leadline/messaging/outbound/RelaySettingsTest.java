package dev.leadline.messaging.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.messaging.outbound.RelaySettings.Database;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelaySettingsTest {

  @ParameterizedTest
  @ValueSource(ints = {200, 1_000, 20_000, 100_000})
  void whatCanBePublishedAgainIsAtMostHalfTheWindow(int window) {
    // when
    RelaySettings settings = settings(window);

    // then
    int unconfirmed =
        2 * settings.maxTransaction() + 3 * settings.maxMessage() + settings.saveEvery();
    assertThat(unconfirmed).isLessThanOrEqualTo(window / 2);
  }

  @Test
  void noRecordIsGivenUpSoThatNoneOvertakesIt() {
    assertThat(settings(20_000).forProducer())
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("max.in.flight.requests.per.connection", 1)
        .containsEntry("delivery.timeout.ms", Integer.MAX_VALUE);
  }

  private static RelaySettings settings(int window) {
    return new RelaySettings(
        new Database("127.0.0.1", 5432, "routing", "postgres", ""),
        window,
        Duration.ofMillis(3),
        Duration.ofSeconds(10),
        Duration.ofMillis(500),
        Map.of());
  }
}
