package dev.leadline.routing.application.simulation;

import dev.leadline.policy.load.PolicyContent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be simulated.
///
/// @param policy the policy to try, without errors
/// @param against what it is compared with; null for what was recorded
/// @param from leads captured from then on; null for all
/// @param to leads captured before; null for all
public record Trial(
    Side policy, @Nullable Side against, @Nullable Instant from, @Nullable Instant to) {

  /// A policy as it was written.
  public record Side(String version, PolicyContent content) {}
}
