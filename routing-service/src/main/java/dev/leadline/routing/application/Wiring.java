package dev.leadline.routing.application;

import io.quarkus.arc.DefaultBean;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/// What the service is given from outside: the time, and a tick.
@Singleton
final class Wiring {
  private final Leavers leavers;
  private final DueLeads due;

  Wiring(Leavers leavers, DueLeads due) {
    this.leavers = leavers;
    this.due = due;
  }

  @Scheduled(every = "${leadline.routing.timer}", concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    leavers.release();
    due.decideAll();
  }

  /// The clock of the service.
  static final class Clocks {
    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
      return Clock.systemUTC();
    }
  }
}
