package dev.leadline.messaging.inbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/// What was received and what became of it: received = decided + repeated + dead-lettered +
/// released + in flight, over the life of a process. Each side is counted where it happens, so that
/// they differ when a record is lost on the way.
///
/// Released is what was received and then left to whoever has the partition next.
final class Conservation {
  private final Counter received;
  private final Counter decided;
  private final Counter repeated;
  private final Counter deadLettered;
  private final Counter released;
  private final AtomicLong inFlight = new AtomicLong();

  Conservation(MeterRegistry registry, String service) {
    received = counter(registry, service, "received");
    decided = counter(registry, service, "decided");
    repeated = counter(registry, service, "repeated");
    deadLettered = counter(registry, service, "dead-lettered");
    released = counter(registry, service, "released");
    Gauge.builder("leadline.records.in.flight", inFlight, AtomicLong::doubleValue)
        .description("Records received and not yet decided")
        .tag("service", service)
        .register(registry);
  }

  void received(int records) {
    received.increment(records);
  }

  void decided(int fresh, int repeats) {
    decided.increment(fresh);
    repeated.increment(repeats);
  }

  void buried() {
    deadLettered.increment();
  }

  void released(int records) {
    released.increment(records);
  }

  void inFlight(long records) {
    inFlight.set(records);
  }

  private static Counter counter(MeterRegistry registry, String service, String outcome) {
    return Counter.builder("leadline.records")
        .description("Records received, and what became of them")
        .tag("service", service)
        .tag("outcome", outcome)
        .register(registry);
  }
}
