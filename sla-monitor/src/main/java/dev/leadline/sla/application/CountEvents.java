package dev.leadline.sla.application;

import dev.leadline.events.Envelope;
import dev.leadline.policy.Policy;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.scorecard.Counting;
import dev.leadline.sla.scorecard.Fact;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts events for the scorecard, in the transaction that takes or tells them.
@ApplicationScoped
class CountEvents {
  private final Scorecards scorecards;
  private final ActivePolicy policies;
  private volatile @Nullable Known known;

  CountEvents(Scorecards scorecards, ActivePolicy policies) {
    this.scorecards = scorecards;
    this.policies = policies;
  }

  /// An event to count.
  ///
  /// @param sequence orders what one service recorded at one instant
  record Counted(Envelope<?> envelope, long sequence) {}

  void count(Connection connection, List<Counted> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    Counting counting = counting();
    List<Fact> facts = new ArrayList<>();
    for (Counted event : events) {
      facts.addAll(counting.facts(event.envelope(), event.sequence()));
    }
    scorecards.append(connection, facts);
  }

  private record Known(String version, Counting counting) {}

  private Counting counting() {
    Policy policy = policies.get();
    Known last = known;
    if (last == null || !last.version().equals(policy.version())) {
      last = new Known(policy.version(), new Counting(policy));
      known = last;
    }
    return last.counting();
  }
}
