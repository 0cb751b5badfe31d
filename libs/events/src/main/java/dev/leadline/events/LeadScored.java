package dev.leadline.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lead's score changed; said at most once a lead a batch.
///
/// @param score the score now
/// @param previous the score before; null when it is the first
/// @param ledger the lines that sum to the score
/// @param because the rules that were considered, matched and not
/// @param handRaisedAt when the lead last asked to be contacted; null when it never did
public record LeadScored(
    LeadSnapshot lead,
    Score score,
    @Nullable Score previous,
    List<ScoreLine> ledger,
    List<Reason> because,
    @Nullable Instant handRaisedAt)
    implements ScoringEvent, AboutLead {
  public LeadScored {
    ledger = List.copyOf(ledger);
    because = List.copyOf(because);
  }
}
