package dev.leadline.sla.clock;

import dev.leadline.policy.Policy;
import java.time.Instant;
import java.util.List;

/// What is promised, and how the time of it was counted until now.
///
/// @param policy in force
/// @param eras of which the newest is that of the policy
public record Promises(Policy policy, Eras eras) {

  /// A policy that was always in force.
  public static Promises of(Policy policy) {
    return new Promises(policy, new Eras(List.of(Era.of(1, Instant.EPOCH, policy))));
  }

  /// This and then another policy, in force from an instant on.
  public Promises then(Instant since, Policy next) {
    Era era = Era.of(eras.newest().number() + 1, since, next);
    return era.countsLike(eras.newest())
        ? new Promises(next, eras)
        : new Promises(next, eras.and(era));
  }
}
