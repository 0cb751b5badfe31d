package dev.leadline.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConservationTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Conservation records = new Conservation(registry, "routing");

  @Test
  void whatIsReceivedAddsUpToWhatBecameOfIt() {
    // when
    records.received(10);
    records.decided(4, 1);
    records.buried();
    records.released(2);
    records.inFlight(2);

    // then
    assertThat(missing()).isZero();
  }

  @Test
  void aRecordThatIsLostOnTheWayShows() {
    // when: ten were read and nine are spoken for
    records.received(10);
    records.decided(9, 0);

    // then: the condition of the alert LeadlineRecordsMissing holds
    assertThat(missing()).isEqualTo(1);
  }

  private double missing() {
    double spokenFor =
        List.of("decided", "repeated", "dead-lettered", "released").stream()
            .mapToDouble(this::count)
            .sum();
    Gauge inFlight = registry.get("leadline.records.in.flight").gauge();
    return count("received") - spokenFor - inFlight.value();
  }

  private double count(String outcome) {
    return registry
        .get("leadline.records")
        .tag("service", "routing")
        .tag("outcome", outcome)
        .counter()
        .count();
  }
}
