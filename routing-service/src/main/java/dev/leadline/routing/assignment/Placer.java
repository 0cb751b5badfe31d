package dev.leadline.routing.assignment;

import dev.leadline.events.Candidate;
import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.Reason;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.routing.assignment.Placement.Hold;
import dev.leadline.routing.assignment.Placement.Nowhere;
import dev.leadline.routing.assignment.Placement.Owner;
import dev.leadline.routing.assignment.Placement.Queue;
import dev.leadline.routing.assignment.Placement.Shortage;
import dev.leadline.routing.pool.Selection;
import dev.leadline.routing.roster.Attendance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows a rule to its destination, and on from a pool in which nobody is available.
final class Placer {
  /// How often a waiting lead is looked at when somebody may be there at any time: as soon as a cap
  /// has room, or somebody says so.
  private static final Duration RECHECK = Duration.ofMinutes(1);

  private final Attendance attendance;
  private final Books sheet;
  private final LeadRouting lead;
  private final Draft draft;
  private final Set<String> tried = new HashSet<>();
  private @Nullable Shortage shortage;

  /// @param draft takes what was considered; the pool's ledger is written on its sheet
  Placer(LeadRouting lead, Draft draft) {
    this.attendance = draft.attendance;
    this.sheet = draft.sheet;
    this.lead = lead;
    this.draft = draft;
  }

  Placement place(Rule rule) {
    return place(rule, rule.to());
  }

  private Placement place(Rule rule, Destination to) {
    return switch (to) {
      case Destination.ToPool(String pool) ->
          attendance
              .roster()
              .pool(pool)
              .filter(_ -> tried.add(pool))
              .map(known -> inPool(rule, known))
              .orElseGet(() -> nowhere(ExceptionReason.NO_CANDIDATE, pool, "nobody"));
      case Destination.ToQueue(String queue) -> new Queue(queue, shortage);
      case Destination.ToRep(String rep) -> withRep(rule, rep);
    };
  }

  private Placement withRep(Rule rule, String rep) {
    Optional<SkipReason> skipped = attendance.skipByName(rep, sheet.rep(rep), lead.demand());
    draft.candidates.add(new Candidate(rep, skipped.orElse(null), "0"));
    if (skipped.isEmpty()) {
      return new Owner(rep, rule.id(), null, null, true);
    }
    draft.because.add(Reason.notMatched("rep:" + rep, skipped.get().name()));
    ExceptionReason reason =
        skipped.get() == SkipReason.INACTIVE
            ? ExceptionReason.OWNER_INACTIVE
            : ExceptionReason.NO_CANDIDATE;
    return nowhere(reason, null, "rep '" + rep + "' is " + skipped.get());
  }

  private Placement inPool(Rule rule, Pool pool) {
    PoolTurnout turnout = PoolTurnout.of(pool, attendance, sheet, lead.demand());
    if (turnout.available().isEmpty()) {
      note(turnout, null);
      draft.because.add(Reason.notMatched("pool:" + pool.id(), turnout.summary()));
      return nobodyIn(rule, pool, turnout);
    }
    Selection.Choice choice =
        Selection.choose(
            pool,
            sheet.pool(pool.id()),
            turnout.available(),
            turnout.away(),
            rep -> sheet.rep(rep).open());
    note(turnout, choice);
    sheet.write(pool.id(), choice.ledger());
    draft.because.add(Reason.matched("pool:" + pool.id(), turnout.summary()));
    return new Owner(choice.turn().receiver(), rule.id(), pool.id(), choice.turn(), true);
  }

  /// Tells of the pool as it was before the lead.
  private void note(PoolTurnout turnout, Selection.@Nullable Choice choice) {
    PoolAsked asked = turnout.asked(attendance, sheet, choice);
    draft.pools.add(asked);
    draft.candidates.addAll(asked.candidates());
  }

  private Placement nobodyIn(Rule rule, Pool pool, PoolTurnout turnout) {
    note(
        pool.members().isEmpty() ? ExceptionReason.POOL_EMPTY : ExceptionReason.NO_CANDIDATE,
        pool.id(),
        "pool '" + pool.id() + "': " + turnout.summary());
    return hold(pool, turnout).orElseGet(() -> place(rule, pool.nobody().then()));
  }

  /// Waits when somebody may be there before the wait must end.
  private Optional<Placement> hold(Pool pool, PoolTurnout turnout) {
    Duration hold = pool.nobody().hold();
    if (hold == null) {
      return Optional.empty();
    }
    Instant now = attendance.now();
    Instant until =
        lead.standing() instanceof Standing.Held held && held.pool().equals(pool.id())
            ? held.until()
            : now.plus(hold);
    return turnout
        .back()
        .filter(back -> now.isBefore(until) && !back.isAfter(until))
        .map(back -> back.isAfter(now) ? back : nextLook(until.minus(hold), now))
        .map(recheck -> new Hold(pool.id(), recheck.isBefore(until) ? recheck : until, until));
  }

  /// A whole number of waits since the lead began to wait: when it is looked at next does not
  /// depend on how late it was looked at before, which nothing tells.
  private static Instant nextLook(Instant began, Instant now) {
    long looks = Duration.between(began, now).dividedBy(RECHECK);
    return began.plus(RECHECK.multipliedBy(looks + 1));
  }

  private Nowhere nowhere(ExceptionReason reason, @Nullable String pool, String detail) {
    return new Nowhere(note(reason, pool, detail));
  }

  /// The first shortage is the one that people hear of.
  private Shortage note(ExceptionReason reason, @Nullable String pool, String detail) {
    if (shortage == null) {
      shortage = new Shortage(reason, pool, detail);
    }
    return shortage;
  }
}
