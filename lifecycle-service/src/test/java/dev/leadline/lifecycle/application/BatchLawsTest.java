package dev.leadline.lifecycle.application;

import static dev.leadline.lifecycle.Happenings.crmSays;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.lifecycle.AnyStream;
import dev.leadline.lifecycle.ShippedPolicy;
import dev.leadline.lifecycle.stage.Visit;
import dev.leadline.policy.Policy;
import dev.leadline.testsupport.Cuts;
import dev.leadline.testsupport.Seeded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
          // (a lead that is forgotten is not first told of as awake)
          List<Envelope<?>> stream = new ArrayList<>(AnyStream.of(POLICY, random));
          stream.removeIf(envelope -> envelope.event() instanceof LeadErased);
          var timely = new LifecycleWithoutInfrastructure(POLICY);
          var late = new LifecycleWithoutInfrastructure(POLICY);
          // when
          for (int i = 0; i < stream.size(); i++) {
            timely.wakeUntil(earliest(stream.subList(i, stream.size())));
            timely.batch(stream.get(i));
            late.batch(stream.get(i));
          }
          Instant end = stream.getLast().recordedAt();
          timely.wakeUntil(end);
          late.wakeUntil(end);
          // then
          assertThat(late.leads()).isEqualTo(timely.leads());
          assertThat(late.visits()).isEqualTo(timely.visits());
          assertThat(written(late)).containsExactlyInAnyOrderElementsOf(written(timely));
        });
  }

  /// Up to then nothing is on its way any more.
  private static Instant earliest(List<Envelope<?>> stream) {
    return stream.stream().map(Envelope::time).min(Comparator.naturalOrder()).orElseThrow();
  }

  @Test
  void inWhateverOrderTheWordsOfACrmComeTheNewestHolds() {
    Policy free = ShippedPolicy.withOnly(anywhere());
    Seeded.check(
        97,
        200,
        random -> {
          // given
          LeadSnapshot lead = aLead(1).build();
          List<String> stages = free.lifecycle().stages();
          List<Envelope<CrmUpdated>> words = new ArrayList<>();
          for (int minute = 1; minute <= 6; minute++) {
            String stage = stages.get(random.nextInt(stages.size()));
            words.add(crmSays(lead, Map.of("stage", stage), minute));
          }
          Object newest = words.getLast().event().changes().get("stage");
          Collections.shuffle(words, random);
          // when
          var lifecycle = new LifecycleWithoutInfrastructure(free);
          Cuts.of(words, random, 3).forEach(lifecycle::batch);
          // then
          assertThat(lifecycle.lead(1).stage()).isEqualTo(newest);
          assertThat(lifecycle.visits())
              .isSortedAccordingTo(Comparator.comparing(Visit::enteredAt));
        });
  }

  /// A transition between any two stages of the shipped policy, for a CRM, without a reason.
  private static String[] anywhere() {
    List<String> stages = POLICY.lifecycle().stages();
    return stages.stream()
        .map(to ->
            "{id: to-%s, from: %s, to: %s, by: crm}"
                .formatted(to, stages.stream().filter(from -> !from.equals(to)).toList(), to))
        .toArray(String[]::new);
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
