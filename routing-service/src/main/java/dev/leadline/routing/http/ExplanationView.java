package dev.leadline.routing.http;

import dev.leadline.events.Actor;
import dev.leadline.events.Reason;
import dev.leadline.routing.assignment.Explanation;
import dev.leadline.routing.assignment.PoolAsked;
import dev.leadline.routing.explanation.Story;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Why a lead is where it is, as the API tells it: in words, and part by part.
///
/// @param story what came of it first, then how it came to that, a sentence a step
/// @param considered suppressions, owners to keep and rules, in order
/// @param pools the pools that were asked, with their members as they were before the decision
@Schema(name = "Explanation")
public record ExplanationView(
    List<String> story,
    Instant decidedAt,
    String policyVersion,
    long rosterVersion,
    Actor actor,
    List<Reason> considered,
    List<PoolAsked> pools) {

  static ExplanationView of(Explanation explanation) {
    return new ExplanationView(
        Story.of(explanation),
        explanation.decidedAt(),
        explanation.policyVersion(),
        explanation.rosterVersion(),
        explanation.actor(),
        explanation.considered(),
        explanation.pools());
  }
}
