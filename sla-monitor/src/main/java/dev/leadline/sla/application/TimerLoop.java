package dev.leadline.sla.application;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Looks for due clocks at the instant the next one is due, and in between often enough to notice
/// the clocks that were started meanwhile, here or by another monitor; and follows clocks into a
/// new era.
@ApplicationScoped
public class TimerLoop {
  private static final Logger LOG = Logger.getLogger(TimerLoop.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration RECONSIDER = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final FireDueClocks clocks;
  private final ReconsiderClocks reconsider;
  private final InstantSource time;
  private final boolean enabled;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("clock-timers").unstarted(this::run);
  private Instant reconsiderAt = Instant.MIN;
  private boolean reconsidering;

  TimerLoop(
      FireDueClocks clocks,
      ReconsiderClocks reconsider,
      InstantSource time,
      @ConfigProperty(name = "leadline.sla.timers.enabled", defaultValue = "true")
          boolean enabled) {
    this.clocks = clocks;
    this.reconsider = reconsider;
    this.time = time;
    this.enabled = enabled;
  }

  /// After messaging has started, for what is fired has to be relayed.
  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 1000) StartupEvent event) {
    if (enabled) {
      thread.start();
    }
  }

  /// Before messaging stops.
  void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) ShutdownEvent event)
      throws InterruptedException {
    stopping.countDown();
    thread.join(Duration.ofSeconds(10));
  }

  private void run() {
    Duration pause = Duration.ZERO;
    try {
      while (!stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        pause = turn();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does what is due and says how long to wait.
  private Duration turn() {
    try {
      boolean more = reconsiderations();
      Duration wait = clocks.isBehind() ? Duration.ZERO : untilNext();
      if (!wait.isPositive()) {
        clocks.fire();
        more |= clocks.isBehind();
        // So that those that come due one after the other are fired together; and what a batch has
        // locked is left for the next look.
        wait = LOOK_AGAIN;
      }
      return more ? Duration.ZERO : wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN;
    } catch (RuntimeException failed) {
      LOG.warn("Due clocks not fired, trying again", failed);
      return AFTER_FAILURE;
    }
  }

  private Duration untilNext() {
    Instant now = time.instant();
    return clocks.next().map(next -> Duration.between(now, next)).orElse(LOOK_AGAIN);
  }

  /// Looks every second whether time is counted otherwise now.
  private boolean reconsiderations() {
    Instant now = time.instant();
    if (!reconsidering && now.isBefore(reconsiderAt)) {
      return false;
    }
    reconsiderAt = now.plus(RECONSIDER);
    reconsidering = reconsider.portion();
    return reconsidering;
  }
}
