package dev.leadline.sla.commitment;

import dev.leadline.events.StageEntered;
import dev.leadline.policy.Facts;
import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy.Commitment;
import dev.leadline.sla.clock.Move;
import dev.leadline.sla.clock.Observation;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What events deliver of the commitments.
public final class Deliveries {
  private Deliveries() {}

  /// Of which commitment, in which period.
  ///
  /// @param begins the first day of the period
  public record Share(String commitment, LocalDate begins) implements Comparable<Share> {
    @Override
    public int compareTo(Share other) {
      int byName = commitment.compareTo(other.commitment);
      return byName == 0 ? begins.compareTo(other.begins) : byName;
    }
  }

  /// How many visits of which share, in order; empty when the policy commits to nothing.
  public static Map<Share, Integer> of(Collection<Observation> seen, Policy policy) {
    Map<Share, Integer> delivered = new TreeMap<>();
    for (Commitment commitment : policy.sla().commitments()) {
      for (Observation each : seen) {
        if (counts(commitment, each)) {
          LocalDate begins =
              Period.of(commitment, each.move().at(), policy.calendar(commitment.hours())).first();
          delivered.merge(new Share(commitment.id(), begins), 1, Integer::sum);
        }
      }
    }
    return delivered;
  }

  /// The commitments that a visit to a stage counts towards.
  public static Stream<String> of(StageEntered visit, Policy policy) {
    Facts facts = new Facts(visit.lead(), null, visit.score());
    return policy.sla().commitments().stream()
        .filter(commitment -> counts(commitment, visit.stage(), facts))
        .map(Commitment::id);
  }

  private static boolean counts(Commitment commitment, Observation seen) {
    return seen.move().what() instanceof Move.Stage it
        && counts(commitment, it.stage(), new Facts(seen.lead(), null, seen.score()));
  }

  private static boolean counts(Commitment commitment, String stage, Facts facts) {
    return stage.equals(commitment.stage())
        && (commitment.when() == null || commitment.when().test(facts).matched());
  }
}
