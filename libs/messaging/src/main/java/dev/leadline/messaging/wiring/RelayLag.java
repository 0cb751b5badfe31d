package dev.leadline.messaging.wiring;

import dev.leadline.messaging.outbound.Relay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Measures at intervals how far the relay is behind, so that a scrape need not wait for the
/// database.
final class RelayLag implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("leadline-relay-lag").daemon().factory());
  private final Relay relay;
  private volatile double bytes = Double.NaN;

  private RelayLag(Relay relay) {
    this.relay = relay;
  }

  static RelayLag measure(Relay relay, MeterRegistry registry, Duration interval) {
    RelayLag lag = new RelayLag(relay);
    Gauge.builder("leadline.relay.lag", lag, measured -> measured.bytes)
        .description("Write-ahead log that the relay has not confirmed as published")
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
    ScheduledFuture<?> _ =
        lag.timer.scheduleWithFixedDelay(lag::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return lag;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    var measured = relay.lagBytes();
    bytes = measured.isPresent() ? measured.getAsLong() : Double.NaN;
  }
}
