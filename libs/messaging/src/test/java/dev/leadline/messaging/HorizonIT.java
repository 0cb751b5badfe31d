package dev.leadline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.messaging.inbound.ReadHorizon;
import dev.leadline.testsupport.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HorizonIT {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final Site site = Site.fresh();
  private final World world = new World(site);
  private final List<ReadHorizon> horizons = new ArrayList<>();
  private final Effects handler = new Effects(site);
  private Instant now = Instant.parse("2026-03-02T09:00:00Z");

  @AfterEach
  void close() {
    horizons.forEach(ReadHorizon::close);
  }

  @Test
  void itWaitsForWhatCameWhileTheServiceWasDown() throws Exception {
    // given
    Horizon horizon = horizon();
    try (Replica _ = Replica.of(site).handler(handler).start()) {
      world.awaitEffectsOf(world.send(0, 20));
      assertThat(horizon.reached()).isEqualTo(now);
    }
    Instant down = now;
    now = now.plus(AN_HOUR);
    List<String> missed = world.send(20, 40);

    // then
    assertThat(horizon.reached()).isEqualTo(down);
    now = now.plus(AN_HOUR);
    assertThat(horizon.reached()).isEqualTo(down);
    assertThat(horizon().reached()).isEqualTo(Instant.EPOCH);

    // when
    try (Replica _ = Replica.of(site).handler(handler).start()) {
      await().atMost(World.PATIENCE).until(() -> world.effects().containsAll(missed));

      // then
      assertThat(horizon.reached()).isEqualTo(now);
    }
  }

  @Test
  void itGoesOnWhileMoreKeepsComing() throws Exception {
    // given
    Horizon horizon = horizon();
    Instant first = now;
    List<String> ids = world.send(0, 20);
    assertThat(horizon.reached()).isEqualTo(Instant.EPOCH);

    // when
    try (Replica _ = Replica.of(site).handler(handler).start()) {
      world.awaitEffectsOf(ids);
    }
    now = now.plus(AN_HOUR);
    world.send(20, 40);

    // then
    assertThat(horizon.reached()).isEqualTo(first);
  }

  @Test
  void itStaysWhereItIsWhileTheBrokerIsAway() {
    assertThat(horizon("127.0.0.1:1").reached()).isEqualTo(Instant.EPOCH);
  }

  private Horizon horizon() {
    return horizon(site.bootstrapServers());
  }

  private Horizon horizon(String broker) {
    ReadHorizon horizon =
        new ReadHorizon(
            site.name(),
            Set.of(site.input()),
            Map.of("bootstrap.servers", broker),
            TestPostgres.dataSource(site.jdbcUrl()),
            () -> now);
    horizons.add(horizon);
    return horizon;
  }
}
