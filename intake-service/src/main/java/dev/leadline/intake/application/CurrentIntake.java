package dev.leadline.intake.application;

import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.messaging.Transaction;
import dev.leadline.policy.Policy;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides each batch under the policy that is in force when it begins.
public final class CurrentIntake {

  private record UnderPolicy(Policy policy, IntakeBatch intake) {}

  private final Supplier<Policy> inForce;
  private final Function<Policy, IntakeBatch> made;
  private volatile @Nullable UnderPolicy current;

  /// @param made makes what a policy is read into, which takes longer than a batch
  public CurrentIntake(Supplier<Policy> inForce, Function<Policy, IntakeBatch> made) {
    this.inForce = inForce;
    this.made = made;
  }

  /// @param chain the audit chain of the partition
  /// @param entries in the order of the partition
  public void decide(String chain, List<InboxEntry> entries, Transaction transaction)
      throws SQLException {
    under(inForce.get()).decide(chain, entries, transaction);
  }

  private IntakeBatch under(Policy policy) {
    UnderPolicy known = current;
    if (known == null || !known.policy().version().equals(policy.version())) {
      known = new UnderPolicy(policy, made.apply(policy));
      current = known;
    }
    return known.intake();
  }
}
