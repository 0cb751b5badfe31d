package dev.leadline.sla.clock;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;

import dev.leadline.events.DerivedIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a lead's clocks are told, at minutes after Monday nine o'clock; recorded two seconds later
/// unless said otherwise.
public final class Told {
  static final Instant NINE = MONDAY_MORNING;

  private Told() {}

  public static Instant minute(int minute) {
    return NINE.plus(Duration.ofMinutes(minute));
  }

  public static Observation stage(int minute, String stage, int visit) {
    return move("stage-entered", minute(minute), stage + visit, new Move.Stage(stage, visit));
  }

  public static Observation owner(int minute, String owner, @Nullable String calendar) {
    return move("lead-assigned", minute(minute), owner, new Move.Owner(owner, calendar, "inbound"));
  }

  public static Observation nobody(int minute) {
    return move("assignment-expired", minute(minute), "nobody", Move.Owner.NOBODY);
  }

  public static Observation touch(int minute) {
    return activity(minute, "rep_touch");
  }

  public static Observation activity(int minute, String type) {
    return move("activity-recorded", minute(minute), type, new Move.Activity(type));
  }

  public static Observation merged(int minute) {
    return move("leads-merged", minute(minute), "end", new Move.End("merged"));
  }

  static Observation move(String type, Instant at, String what, Move.What kind) {
    return move(type, at, at.plusSeconds(2), what, kind);
  }

  static Observation move(String type, Instant at, Instant recorded, String what, Move.What kind) {
    Move move =
        new Move(
            DerivedIds.ofText(type + at + what), type, at, recorded, recorded.toEpochMilli(), kind);
    return new Observation(move, aLead().build(), null, "delivery-1");
  }

  /// All of it, one after the other, decided when it was recorded.
  public static Decision all(Promises policy, List<Observation> told) {
    Decision decision = Decision.nothing(LeadClocks.first(aLead().build()));
    for (Observation each : told) {
      decision =
          decision.then(ClockDecider.take(decision.lead(), each, policy, each.move().recorded()));
    }
    return decision;
  }

  public static Decision all(Promises policy, Observation... told) {
    return all(policy, List.of(told));
  }

  /// The only clock of the decision.
  public static TrackedClock clock(Decision decision) {
    return decision.lead().clocks().getFirst();
  }
}
