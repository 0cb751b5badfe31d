package dev.leadline.intake.wiring;

import dev.leadline.intake.application.CurrentIntake;
import dev.leadline.intake.application.DeliveryKeys;
import dev.leadline.intake.application.IntakeBatch;
import dev.leadline.intake.application.IntakeMetrics;
import dev.leadline.intake.application.Leads;
import dev.leadline.intake.application.PolicyAlarm;
import dev.leadline.intake.application.Quarantine;
import dev.leadline.intake.application.ReleaseQuarantined;
import dev.leadline.intake.delivery.Sources;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.active.ActivePolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes the parts that are plain Java.
final class IntakeBeans {

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Sources sources(@ConfigProperty(name = "leadline.sources-file") String file) {
    return SourcesFile.read(Path.of(file));
  }

  @Produces
  @Singleton
  CurrentIntake intake(
      ActivePolicy policy,
      DeliveryKeys deliveryKeys,
      Leads leads,
      Quarantine quarantine,
      IntakeMetrics metrics,
      InstantSource clock) {
    return new CurrentIntake(
        policy::get,
        read -> new IntakeBatch(read, deliveryKeys, leads, quarantine, metrics, clock));
  }

  @Produces
  @Singleton
  PolicyAlarm policyAlarm(Transactions transactions, IntakeMetrics metrics, InstantSource clock) {
    return new PolicyAlarm(transactions, metrics, clock);
  }

  @Produces
  @Singleton
  ReleaseQuarantined releaseQuarantined(
      Quarantine quarantine, Transactions transactions, InstantSource clock) {
    return new ReleaseQuarantined(quarantine, transactions, clock);
  }
}
