package dev.leadline.lifecycle;

import static dev.leadline.lifecycle.Happenings.accepted;
import static dev.leadline.lifecycle.Happenings.captured;
import static dev.leadline.lifecycle.Happenings.crmSays;
import static dev.leadline.lifecycle.Happenings.scored;
import static dev.leadline.testsupport.LeadBuilder.aLead;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A random history of a few leads, over months.
public final class AnyStream {
  private static final List<Score> SCORES =
      List.of(Scores.COLD, Scores.INTERESTED, Scores.QUALIFIED, Scores.HAND_RAISED);

  private AnyStream() {}

  public static List<Envelope<?>> of(Policy policy, Random random) {
    List<Envelope<?>> stream = new ArrayList<>();
    List<String> stages = policy.lifecycle().stages();
    long minute = 0;
    for (int number = 1; number <= 40; number++) {
      minute += 1 + random.nextInt(60 * 24 * 5);
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
