package dev.leadline.sla.application;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Looks every second for what is to be sent, and sends each channel's on a thread of its own, so
/// that a slow receiver holds up neither the others nor the clocks.
@ApplicationScoped
class DeliveryLoop {
  private static final Logger LOG = Logger.getLogger(DeliveryLoop.class);

  private final DeliverNotifications deliveries;
  private final boolean enabled;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Duration kept;
  private volatile boolean stopping;

  DeliveryLoop(
      DeliverNotifications deliveries,
      @ConfigProperty(name = "leadline.sla.notifications.keep", defaultValue = "P90D")
          Duration kept,
      @ConfigProperty(name = "leadline.sla.timers.enabled", defaultValue = "true")
          boolean enabled) {
    this.deliveries = deliveries;
    this.kept = kept;
    this.enabled = enabled;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (!enabled || stopping) {
      return;
    }
    for (String channel : deliveries.due()) {
      if (busy.add(channel)) {
        threads.execute(() -> deliver(channel));
      }
    }
  }

  @Scheduled(every = "6h", delayed = "10m")
  void forgetOld() {
    deliveries.forgetOld(kept);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    threads.shutdown();
    if (!threads.awaitTermination(15, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
  }

  private void deliver(String channel) {
    try {
      while (!stopping && deliveries.deliver(channel)) {
        // More is due.
      }
    } catch (RuntimeException failed) {
      LOG.warnf(failed, "Notifications not sent, trying again channel=%s", channel);
    } finally {
      busy.remove(channel);
    }
  }
}
