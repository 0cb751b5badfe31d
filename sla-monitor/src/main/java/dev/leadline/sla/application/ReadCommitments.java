package dev.leadline.sla.application;

import dev.leadline.policy.Policy;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.sla.commitment.Pace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The commitments of the policy in their current period.
@ApplicationScoped
public class ReadCommitments {
  private final Commitments commitments;
  private final ActivePolicy policies;
  private final InstantSource time;

  ReadCommitments(Commitments commitments, ActivePolicy policies, InstantSource time) {
    this.commitments = commitments;
    this.policies = policies;
    this.time = time;
  }

  /// In the order of the policy.
  public List<Pace> paces() {
    Policy policy = policies.get();
    Instant now = time.instant();
    return policy.sla().commitments().stream()
        .map(commitment -> {
          WorkingCalendar hours = policy.calendar(commitment.hours());
          long delivered =
              commitments.delivered(commitment.id(), Pace.begins(commitment, now, hours));
          return Pace.of(commitment, delivered, now, hours);
        })
        .toList();
  }
}
