package dev.leadline.sla.exception;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaveTest {
  @Test
  void repeatsOfOneExceptionAreOne() {
    // when
    List<Wave> waves = Wave.of(List.of(raised("a", 1), raised("b", 2), raised("a", 3)));

    // then
    assertThat(waves).hasSize(1);
    List<Wave.Raised> raised = ((Wave.OfRaised) waves.getFirst()).raised();
    assertThat(raised).extracting(Wave.Raised::times).containsExactly(2, 1);
    assertThat(raised.getFirst().firstAt()).isEqualTo(MONDAY_MORNING.plusSeconds(1));
    assertThat(raised.getFirst().lastAt()).isEqualTo(MONDAY_MORNING.plusSeconds(3));
  }

  @Test
  void raisingAndResolvingKeepTheirOrder() {
    // when
    List<Wave> waves = Wave.of(List.of(raised("a", 1), resolved("a", 2), raised("a", 3)));

    // then
    assertThat(waves)
        .extracting(wave -> wave.getClass().getSimpleName())
        .containsExactly("OfRaised", "OfResolved", "OfRaised");
  }

  @Test
  void nothingMakesNoWave() {
    assertThat(Wave.of(List.of())).isEmpty();
  }

  private static Envelope<? extends ExceptionEvent> raised(String subject, int second) {
    ExceptionRaised event =
        new ExceptionRaised(
            ExceptionReason.QUARANTINED, subject, "intake", null, "No identity", "Mend it");
    return anEnvelopeOf(event).at(MONDAY_MORNING.plusSeconds(second)).build();
  }

  private static Envelope<? extends ExceptionEvent> resolved(String subject, int second) {
    ExceptionResolved event =
        new ExceptionResolved(ExceptionReason.QUARANTINED, subject, "intake", null, "Released");
    return anEnvelopeOf(event).at(MONDAY_MORNING.plusSeconds(second)).build();
  }
}
