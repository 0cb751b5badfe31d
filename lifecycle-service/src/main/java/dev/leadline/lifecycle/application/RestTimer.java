package dev.leadline.lifecycle.application;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/// Wakes rested leads every so often; `leadline.lifecycle.wake-every` says how often.
@ApplicationScoped
public class RestTimer {
  private final WakeRested wakeRested;

  RestTimer(WakeRested wakeRested) {
    this.wakeRested = wakeRested;
  }

  @Scheduled(
      every = "${leadline.lifecycle.wake-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void run() {
    wakeRested.run();
  }
}
