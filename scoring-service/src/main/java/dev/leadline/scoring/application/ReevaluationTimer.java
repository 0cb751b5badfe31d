package dev.leadline.scoring.application;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/// Does every so often what no event asks for: scores the stored leads anew after a change of the
/// policy, and looks at those that time may have changed; `leadline.scoring.reevaluate-every` says
/// how often.
@ApplicationScoped
public class ReevaluationTimer {
  private final Rescoring rescoring;
  private final Reevaluation reevaluation;

  ReevaluationTimer(Rescoring rescoring, Reevaluation reevaluation) {
    this.rescoring = rescoring;
    this.reevaluation = reevaluation;
  }

  @Scheduled(
      every = "${leadline.scoring.reevaluate-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void run() {
    rescoring.run();
    reevaluation.run();
  }
}
