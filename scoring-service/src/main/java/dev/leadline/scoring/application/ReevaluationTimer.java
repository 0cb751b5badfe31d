package dev.leadline.scoring.application;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/// Runs the re-evaluation every so often; `leadline.scoring.reevaluate-every` says how often.
@ApplicationScoped
public class ReevaluationTimer {
  private final Reevaluation reevaluation;

  ReevaluationTimer(Reevaluation reevaluation) {
    this.reevaluation = reevaluation;
  }

  @Scheduled(
      every = "${leadline.scoring.reevaluate-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void run() {
    reevaluation.run();
  }
}
