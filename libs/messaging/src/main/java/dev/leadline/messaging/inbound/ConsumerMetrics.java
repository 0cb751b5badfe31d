package dev.leadline.messaging.inbound;

import dev.leadline.events.ExceptionReason;
import dev.leadline.messaging.InboundRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is measured about the way in.
final class ConsumerMetrics {
  private final Timer hop;
  private final DistributionSummary batch;
  private final Counter repeats;
  private final Counter retries;
  private final Counter deadLetters;
  private final Counter poison;
  private final Conservation conservation;

  ConsumerMetrics(MeterRegistry registry, String service) {
    hop =
        Timer.builder("leadline.hop")
            .description("From an event being recorded to its decision being committed")
            .tag("service", service)
            .serviceLevelObjectives(
                ofMillis(5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000))
            .register(registry);
    batch =
        DistributionSummary.builder("leadline.batch.records")
            .description("Records decided in one transaction")
            .tag("service", service)
            .serviceLevelObjectives(1, 10, 100, 500, 1_000)
            .register(registry);
    repeats = counter(registry, "leadline.repeats", "Records skipped as decided before", service);
    retries = counter(registry, "leadline.batch.retries", "Batches rolled back to retry", service);
    deadLetters =
        counter(registry, "leadline.dead.letters", "Records put to the dead letters", service);
    conservation = new Conservation(registry, service);
    poison =
        Counter.builder("leadline.exceptions")
            .description("Exceptions raised for a person")
            .tag("service", service)
            .tag("reason", ExceptionReason.POISON_EVENT.name())
            .register(registry);
  }

  void decided(List<InboundRecord> fresh, int offered, Instant now) {
    batch.record(fresh.size());
    conservation.decided(fresh.size(), offered - fresh.size());
    repeats.increment(offered - fresh.size());
    for (InboundRecord record : fresh) {
      @Nullable String recorded = record.headers().get(Headers.RECORDED);
      if (recorded != null) {
        recordHop(recorded, now);
      }
    }
  }

  void retried() {
    retries.increment();
  }

  void buried() {
    deadLetters.increment();
    poison.increment();
    conservation.buried();
  }

  Conservation conservation() {
    return conservation;
  }

  private void recordHop(String recorded, Instant now) {
    try {
      Duration took = Duration.between(Instant.parse(recorded), now);
      // Where the clocks of two machines differ, a record may come from the future.
      hop.record(took.isNegative() ? Duration.ZERO : took);
    } catch (DateTimeParseException _) {
      // A record that says no readable time has none to be measured by.
    }
  }

  private static Counter counter(
      MeterRegistry registry, String name, String description, String service) {
    return Counter.builder(name)
        .description(description)
        .tag("service", service)
        .register(registry);
  }

  private static Duration[] ofMillis(long... millis) {
    return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
