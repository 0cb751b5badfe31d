package dev.leadline.scoring.sheet;

import dev.leadline.events.Score;
import dev.leadline.events.ScoreLine;
import java.util.List;

/// A score and the lines that sum to its total exactly.
///
/// @param model the name of the model that gave it
public record ScoreSheet(String model, Score score, List<LedgerLine> ledger) {
  public ScoreSheet {
    ledger = List.copyOf(ledger);
  }

  /// The ledger as it is told.
  public List<ScoreLine> told() {
    return ledger.stream().map(LedgerLine::told).toList();
  }
}
