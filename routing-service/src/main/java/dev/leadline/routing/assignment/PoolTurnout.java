package dev.leadline.routing.assignment;

import dev.leadline.events.Candidate;
import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.routing.pool.PoolLedger;
import dev.leadline.routing.roster.Attendance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  public static PoolTurnout of(
      Pool pool, Attendance attendance, Books books, Set<String> declined) {
    List<Member> available = new ArrayList<>(pool.members().size());
    Map<String, SkipReason> skipped = new HashMap<>();
    for (Member member : pool.members()) {
      attendance
          .skip(pool, member, books.rep(member.rep()), declined)
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

  /// The members as an event tells of them, in member order.
  ///
  /// @param ledger before the decision
  /// @param chosen who is to be named in any case; null when nobody was chosen
  List<Candidate> candidates(PoolLedger ledger, @Nullable String chosen) {
    List<Candidate> candidates = new ArrayList<>();
    for (Member member : pool.members()) {
      if (candidates.size() < MOST_CANDIDATES || member.rep().equals(chosen)) {
        candidates.add(
            new Candidate(
                member.rep(), skipped.get(member.rep()), ledger.debt(member.rep()).toString()));
      }
    }
    return candidates;
  }

  private static boolean isAway(@Nullable SkipReason reason) {
    return switch (reason) {
      case ON_LEAVE, PAUSED, OUTSIDE_HOURS, CAPPED -> true;
      case INACTIVE, MISSING_SKILL, DECLINED_ALREADY -> false;
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
