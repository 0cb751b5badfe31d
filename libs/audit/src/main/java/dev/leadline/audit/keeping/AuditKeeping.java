package dev.leadline.audit.keeping;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Keeps the audit trail of a service, on a thread of its own: partitions at the start and every
/// hour, heads every `leadline.audit.heads-every`.
@ApplicationScoped
class AuditKeeping {
  private static final Logger LOG = Logger.getLogger(AuditKeeping.class);
  private static final Duration PARTITIONS_EVERY = Duration.ofHours(1);

  private final Retention retention;
  private final HeadPublisher heads;
  private final Duration headsEvery;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("leadline-audit").factory());

  @Inject
  AuditKeeping(
      Retention retention,
      HeadPublisher heads,
      @ConfigProperty(name = "leadline.audit.heads-every", defaultValue = "PT1M")
          Duration headsEvery) {
    this.retention = retention;
    this.heads = heads;
    this.headsEvery = headsEvery;
  }

  void start(@Observes Startup event) {
    every(PARTITIONS_EVERY, Duration.ZERO, retention::keep);
    every(headsEvery, headsEvery, heads::publish);
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
  }

  private void every(Duration interval, Duration delay, Runnable work) {
    var _ =
        clock.scheduleWithFixedDelay(
            () -> withoutFail(work), delay.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Whatever is not kept or told now is the next time.
  private static void withoutFail(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failed) {
      LOG.warnf("Audit trail not seen to, trying again later reason=\"%s\"", failed.getMessage());
    }
  }
}
