package dev.leadline.intake.application;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.Topics;
import dev.leadline.messaging.OutboundRecord;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.Policy;
import dev.leadline.policy.active.PolicyListener;
import dev.leadline.policy.active.RejectedChange;
import java.time.Instant;
import java.time.InstantSource;

/// Raises POLICY_ERROR when the policy was changed to one that cannot be used, for all services:
/// they read the same files, and one open exception is enough. Resolves it when the files can be
/// used again, be it after a start: a service starts with no other.
public final class PolicyAlarm implements PolicyListener {
  private static final String SERVICE = "intake";
  private static final String SUBJECT = "policy";

  private final Transactions transactions;
  private final IntakeMetrics metrics;
  private final InstantSource clock;

  public PolicyAlarm(Transactions transactions, IntakeMetrics metrics, InstantSource clock) {
    this.transactions = transactions;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void started(Policy policy) {
    resolve(policy);
  }

  @Override
  public void accepted(Policy policy) {
    resolve(policy);
  }

  private void resolve(Policy policy) {
    publish(
        policy.version(),
        new ExceptionResolved(
            ExceptionReason.POLICY_ERROR,
            SUBJECT,
            SERVICE,
            null,
            "Policy '" + policy.version() + "' is in force"));
  }

  @Override
  public void rejected(RejectedChange change) {
    publish(
        change.inForce(),
        new ExceptionRaised(
            ExceptionReason.POLICY_ERROR,
            SUBJECT,
            SERVICE,
            null,
            "The changed policy has " + change.summary(),
            "Mend the files; './leadline policy check' names every line. Policy '"
                + change.inForce()
                + "' stays in force meanwhile"));
    metrics.exception(ExceptionReason.POLICY_ERROR);
  }

  /// Said again when it is told again, which counts a repeat and harms nothing.
  private void publish(String policyVersion, IntakeEvent event) {
    Instant now = clock.instant();
    transactions.call(transaction -> {
      transaction.publish(
          OutboundRecord.of(
              Topics.INTAKE,
              Envelope.first(
                  DerivedIds.ofText("policy:" + event + ":" + now),
                  SERVICE,
                  now,
                  now,
                  policyVersion,
                  event)));
      return true;
    });
  }
}
