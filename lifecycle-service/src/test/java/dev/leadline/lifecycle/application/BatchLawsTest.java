package dev.leadline.lifecycle.application;

import static dev.leadline.lifecycle.Happenings.accepted;
import static dev.leadline.lifecycle.Happenings.captured;
import static dev.leadline.lifecycle.Happenings.crmSays;
import static dev.leadline.lifecycle.Happenings.scored;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.lifecycle.Scores;
import dev.leadline.lifecycle.ShippedPolicy;
import dev.leadline.policy.Policy;
import dev.leadline.testsupport.Cuts;
import dev.leadline.testsupport.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What holds of every stream of events under the shipped policy.
class BatchLawsTest {
  private static final Policy POLICY = ShippedPolicy.load();
  private static final List<Score> SCORES =
      List.of(Scores.COLD, Scores.INTERESTED, Scores.QUALIFIED, Scores.HAND_RAISED);

  @Test
  void everyDecisionIsTheSameToTheByteHoweverTheStreamIsCutIntoBatches() {
    Seeded.check(
        83,
        100,
        random -> {
          // given
          List<Envelope<?>> stream = anyStream(random);
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
          List<Envelope<?>> stream = anyStream(random);
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

  private static List<Envelope<?>> anyStream(Random random) {
    List<Envelope<?>> stream = new ArrayList<>();
    List<String> stages = POLICY.lifecycle().stages();
    long minute = 0;
    for (int number = 1; number <= 40; number++) {
      minute += random.nextInt(60 * 24 * 5);
      LeadSnapshot lead = aLead(1 + random.nextInt(3)).version(1 + random.nextInt(number)).build();
      String stage = stages.get(random.nextInt(stages.size()));
      stream.add(
          switch (random.nextInt(4)) {
            case 0 -> captured(lead, minute);
            case 1 -> scored(lead, SCORES.get(random.nextInt(SCORES.size())), minute);
            case 2 -> crmSays(lead, Map.of("stage", stage, "reason", "not-ready"), minute);
            default -> accepted(lead, "ana", minute);
          });
    }
    return stream;
  }
}
