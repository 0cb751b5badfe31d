package dev.leadline.lifecycle.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.lifecycle.AnyStream;
import dev.leadline.lifecycle.ShippedPolicy;
import dev.leadline.policy.Policy;
import dev.leadline.testsupport.Cuts;
import dev.leadline.testsupport.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What holds of every stream of events under the shipped policy.
class BatchLawsTest {
  private static final Policy POLICY = ShippedPolicy.load();

  @Test
  void everyDecisionIsTheSameToTheByteHoweverTheStreamIsCutIntoBatches() {
    Seeded.check(
        83,
        100,
        random -> {
          // given
          List<Envelope<?>> stream = AnyStream.of(POLICY, random);
          var atOnce = new LifecycleWithoutInfrastructure(POLICY);
          var inPieces = new LifecycleWithoutInfrastructure(POLICY);
          // when
          atOnce.batch(stream);
          for (List<Envelope<?>> piece : Cuts.of(stream, random, 7)) {
            if (random.nextBoolean()) {
              inPieces.restart();
            }
            inPieces.batch(piece);
          }
          // then
          assertThat(inPieces.leads()).isEqualTo(atOnce.leads());
          assertThat(inPieces.visits()).isEqualTo(atOnce.visits());
          assertThat(inPieces.tally()).isEqualTo(atOnce.tally());
          assertThat(written(inPieces)).isEqualTo(written(atOnce));
          assertThat(inPieces.decisions()).isEqualTo(atOnce.decisions());
          assertThat(atOnce.said()).extracting(Envelope::id).doesNotHaveDuplicates();
        });
  }

  @Test
  void itDoesNotMatterWhetherARestEndsByItsTimerOrByTheNextEvent() {
    Seeded.check(
        89,
        100,
        random -> {
          // given
          List<Envelope<?>> stream = AnyStream.of(POLICY, random);
          var timely = new LifecycleWithoutInfrastructure(POLICY);
          var late = new LifecycleWithoutInfrastructure(POLICY);
          // when
          for (Envelope<?> event : stream) {
            timely.wakeUntil(event.recordedAt());
            timely.batch(event);
            late.batch(event);
          }
          late.wakeUntil(stream.getLast().recordedAt());
          // then
          assertThat(late.leads()).isEqualTo(timely.leads());
          assertThat(late.visits()).isEqualTo(timely.visits());
          assertThat(written(late)).containsExactlyInAnyOrderElementsOf(written(timely));
        });
  }

  private static List<String> written(LifecycleWithoutInfrastructure lifecycle) {
    return lifecycle.said().stream().map(BatchLawsTest::written).toList();
  }

  /// All but when it was written down, which a timer that runs later does later.
  private static String written(Envelope<?> envelope) {
    Map<String, String> headers = new TreeMap<>(EventCodec.headers(envelope));
    headers.remove("ce_recordedtime");
    return headers + new String(EventCodec.value(envelope.event()), StandardCharsets.UTF_8);
  }
}
