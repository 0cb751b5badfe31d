package dev.leadline.scoring.sheet;

import dev.leadline.events.Score;
import dev.leadline.events.ScoreLine;
import java.util.List;

/// A score and the lines that sum to its total exactly.
public record ScoreSheet(Score score, List<ScoreLine> ledger) {
  public ScoreSheet {
    ledger = List.copyOf(ledger);
  }
}
