package dev.leadline.sla.commitment;

import dev.leadline.policy.Facts;
import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy.Commitment;
import dev.leadline.sla.clock.Move;
import dev.leadline.sla.clock.Observation;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

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

  private static boolean counts(Commitment commitment, Observation seen) {
    return seen.move().what() instanceof Move.Stage it
        && it.stage().equals(commitment.stage())
        && (commitment.when() == null
            || commitment.when().test(new Facts(seen.lead(), null, seen.score())).matched());
  }
}
