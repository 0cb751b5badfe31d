package dev.leadline.scoring.application;

import static dev.leadline.scoring.application.Happenings.captured;
import static dev.leadline.scoring.application.Happenings.did;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.ScoringPolicies;
import dev.leadline.testsupport.Seeded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds of every stream of events under the shipped policy.
class BatchLawsTest {
  private static final Policy POLICY = ScoringPolicies.shipped();
  private static final List<String> ACTIVITIES =
      List.of(
          "page_viewed",
          "pricing_viewed",
          "form_submitted",
          "email_opened",
          "trial_started",
          "email_unsubscribed",
          "demo_requested",
          "rep_touch");

  @Test
  void theLeadsEndUpTheSameHoweverTheStreamIsCutIntoBatches() {
    Seeded.check(
        61,
        60,
        random -> {
          // given
          List<Envelope<?>> stream = anyStream(random);
          var atOnce = new ScoringWithoutInfrastructure(POLICY);
          var inPieces = new ScoringWithoutInfrastructure(POLICY);
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
          assertThat(lastScores(inPieces)).isEqualTo(lastScores(atOnce));
        });
  }

  private static Map<String, Score> lastScores(ScoringWithoutInfrastructure scoring) {
    Map<String, Score> last = new HashMap<>();
    scoring
        .said()
        .forEach(envelope -> {
          LeadScored scored = (LeadScored) envelope.event();
          last.put(scored.subject(), scored.score());
        });
    return last;
  }

  private static List<Envelope<?>> anyStream(Random random) {
    List<Envelope<?>> stream = new ArrayList<>();
    long minute = 0;
    for (int lead = 1; lead <= 3; lead++) {
      stream.add(captured(snapshot(lead, 1, random), minute));
    }
    for (int number = 0; number < 40; number++) {
      minute += random.nextInt(60 * 24 * 3);
      LeadSnapshot lead = snapshot(1 + random.nextInt(3), 1 + random.nextInt(number + 1), random);
      String activity = ACTIVITIES.get(random.nextInt(ACTIVITIES.size()));
      stream.add(did(lead, activity, Map.of("path", "/pricing/" + number), minute));
    }
    return stream;
  }

  private static LeadSnapshot snapshot(int number, int version, Random random) {
    return aLead(number)
        .version(version)
        .with("employees", random.nextInt(3_000))
        .with("jobTitle", random.nextBoolean() ? "Head of Sales" : "Student")
        .build();
  }
}
