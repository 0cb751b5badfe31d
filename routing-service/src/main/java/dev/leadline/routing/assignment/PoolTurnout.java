package dev.leadline.routing.assignment;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.routing.assignment.PoolAsked.Contender;
import dev.leadline.routing.pool.Selection;
import dev.leadline.routing.roster.Attendance;
import dev.leadline.routing.roster.Demand;
import dev.leadline.routing.roster.RepLoad;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A pool as one lead finds it.
///
/// @param available who may take the lead, in member order
/// @param skipped why each of the others may not
/// @param back the first instant at which one of the others may; empty when waiting does not help
public record PoolTurnout(
    Pool pool, List<Member> available, Map<String, SkipReason> skipped, Optional<Instant> back) {
  /// An event names so many candidates at most; the summary counts them all.
  static final int MOST_CANDIDATES = 50;

  public static PoolTurnout of(Pool pool, Attendance attendance, Books books, Demand demand) {
    List<Member> available = new ArrayList<>(pool.members().size());
    Map<String, SkipReason> skipped = new HashMap<>();
    for (Member member : pool.members()) {
      attendance
          .skip(pool, member, books.rep(member.rep()), demand)
          .ifPresentOrElse(
              reason -> skipped.put(member.rep(), reason), () -> available.add(member));
    }
    return new PoolTurnout(
        pool,
        available,
        skipped,
        available.isEmpty() ? back(pool, skipped, attendance) : Optional.empty());
  }

  /// Members who are skipped for now, not for good: those who may catch up.
  public List<Member> away() {
    return pool.members().stream().filter(member -> isAway(skipped.get(member.rep()))).toList();
  }

  /// Such as `2 of 5 available, 2 OUTSIDE_HOURS, 1 CAPPED`.
  public String summary() {
    if (pool.members().isEmpty()) {
      return "no members";
    }
    Map<SkipReason, Integer> counts = new EnumMap<>(SkipReason.class);
    skipped.values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
    String others =
        counts.entrySet().stream()
            .map(count -> ", " + count.getValue() + " " + count.getKey())
            .collect(Collectors.joining());
    return available.size() + " of " + pool.members().size() + " available" + others;
  }

  /// What the pool was asked and answered.
  ///
  /// @param books before the decision
  /// @param choice null when nobody was chosen
  PoolAsked asked(Attendance attendance, Books books, Selection.@Nullable Choice choice) {
    String chosen = choice == null ? null : choice.turn().receiver();
    List<Contender> contenders = new ArrayList<>();
    for (Member member : pool.members()) {
      if (contenders.size() < MOST_CANDIDATES || member.rep().equals(chosen)) {
        contenders.add(contender(member, attendance, books));
      }
    }
    return new PoolAsked(
        pool.id(),
        pool.method(),
        summary(),
        contenders,
        chosen,
        choice == null ? List.of() : choice.tied());
  }

  private Contender contender(Member member, Attendance attendance, Books books) {
    SkipReason reason = skipped.get(member.rep());
    RepLoad load = books.rep(member.rep());
    return new Contender(
        member.rep(),
        member.weight(),
        reason,
        books.pool(pool.id()).debt(member.rep()).toString(),
        load.open(),
        reason == SkipReason.CAPPED
            ? attendance.cap(member.rep(), load, pool.zone()).orElse(null)
            : null);
  }

  private static boolean isAway(@Nullable SkipReason reason) {
    return switch (reason) {
      case ON_LEAVE, PAUSED, OUTSIDE_HOURS, CAPPED -> true;
      case INACTIVE, MISSING_SKILL, DECLINED_ALREADY, TOO_SLOW, TAKEN_AWAY -> false;
      case null -> false;
    };
  }

  private static Optional<Instant> back(
      Pool pool, Map<String, SkipReason> skipped, Attendance attendance) {
    return skipped.entrySet().stream()
        .flatMap(member -> attendance.back(pool, member.getKey(), member.getValue()).stream())
        .min(Instant::compareTo);
  }
}
