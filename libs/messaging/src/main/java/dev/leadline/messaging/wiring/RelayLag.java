package dev.leadline.messaging.wiring;

import static java.lang.Double.NaN;

import dev.leadline.messaging.outbound.Relay;
import dev.leadline.messaging.outbound.Relay.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/// Measures at intervals how far the relay is behind, so that a scrape need not wait for the
/// database. Not a number while the database does not say.
final class RelayLag implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("leadline-relay-lag").daemon().factory());
  private final Relay relay;
  private volatile Optional<Backlog> backlog = Optional.empty();

  private RelayLag(Relay relay) {
    this.relay = relay;
  }

  static RelayLag measure(Relay relay, MeterRegistry registry, Duration interval) {
    RelayLag lag = new RelayLag(relay);
    lag.gauge("leadline.relay.lag", Backlog::lagBytes)
        .description("Write-ahead log that the relay has not confirmed as published")
        .register(registry);
    lag.gauge("leadline.relay.retained", Backlog::retainedBytes)
        .description("Write-ahead log that the server keeps on account of the relay's slot")
        .register(registry);
    ScheduledFuture<?> _ =
        lag.timer.scheduleWithFixedDelay(lag::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return lag;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private Gauge.Builder<RelayLag> gauge(String name, ToLongFunction<Backlog> bytes) {
    return Gauge.builder(
            name,
            this,
            measured -> measured.backlog.map(it -> (double) bytes.applyAsLong(it)).orElse(NaN))
        .baseUnit("bytes")
        .strongReference(true);
  }

  private void look() {
    backlog = relay.backlog();
  }
}
