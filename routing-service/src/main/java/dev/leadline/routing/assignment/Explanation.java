package dev.leadline.routing.assignment;

import dev.leadline.events.Actor;
import dev.leadline.events.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a lead went where it went: one routing decision, in full. Holds no personal values.
///
/// @param policyVersion the policy that decided
/// @param rosterVersion counts the changes of the roster before it
/// @param actor who caused it
/// @param outcome such as `assigned` or `queued`
/// @param owner who got the lead; null when nobody did
/// @param rule the rule that decided; null when none did
/// @param pool the pool that gave the owner or is waited for; null when none was reached
/// @param considered suppressions, owners to keep and rules, in order, with the values that decided
/// @param pools the pools that were asked, in order
public record Explanation(
    Instant decidedAt,
    String policyVersion,
    long rosterVersion,
    Actor actor,
    String outcome,
    @Nullable String owner,
    @Nullable String rule,
    @Nullable String pool,
    List<Reason> considered,
    List<PoolAsked> pools) {
  public Explanation {
    considered = List.copyOf(considered);
    pools = List.copyOf(pools);
  }

  /// The explanation of a decision; empty when it is none about who gets the lead.
  public static Optional<Explanation> of(
      Decision.Decided decided,
      Instant decidedAt,
      String policyVersion,
      long rosterVersion,
      Actor actor) {
    Decision.Summary summary = decided.summary();
    return summary.because().isEmpty() || decided.next().standing().isOver()
        ? Optional.empty()
        : Optional.of(
            new Explanation(
                decidedAt,
                policyVersion,
                rosterVersion,
                actor,
                summary.outcome(),
                decided.next().owner().orElse(null),
                summary.rule(),
                summary.pool(),
                summary.because(),
                summary.pools()));
  }

  /// What was found of a rule; empty when it was not reached.
  public Optional<Reason> of(String considered) {
    return this.considered.stream().filter(reason -> reason.rule().equals(considered)).findFirst();
  }
}
