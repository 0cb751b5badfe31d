package dev.leadline.lifecycle.application;

import static dev.leadline.lifecycle.Happenings.accepted;
import static dev.leadline.lifecycle.Happenings.captured;
import static dev.leadline.lifecycle.Happenings.crmSays;
import static dev.leadline.lifecycle.Happenings.scored;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.lifecycle.Scores;
import dev.leadline.lifecycle.ShippedPolicy;
import dev.leadline.policy.Policy;
import dev.leadline.testsupport.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds of every stream of events under the shipped policy.
class BatchLawsTest {
  private static final Policy POLICY = ShippedPolicy.load();
  private static final List<Score> SCORES =
      List.of(Scores.COLD, Scores.INTERESTED, Scores.QUALIFIED, Scores.HAND_RAISED);

  @Test
  void nothingDependsOnHowTheStreamIsCutIntoBatches() {
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
          int from = 0;
          while (from < stream.size()) {
            int to = Math.min(stream.size(), from + 1 + random.nextInt(7));
            inPieces.batch(stream.subList(from, to));
            from = to;
          }
          // then
          assertThat(inPieces.leads()).isEqualTo(atOnce.leads());
          assertThat(inPieces.visits()).isEqualTo(atOnce.visits());
          assertThat(inPieces.tally()).isEqualTo(atOnce.tally());
          assertThat(inPieces.said()).isEqualTo(atOnce.said());
          assertThat(atOnce.said()).extracting(Envelope::id).doesNotHaveDuplicates();
        });
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
