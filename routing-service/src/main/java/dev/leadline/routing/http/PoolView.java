package dev.leadline.routing.http;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.routing.application.RosterDesk.Board;
import dev.leadline.routing.assignment.PoolTurnout;
import dev.leadline.routing.pool.Fraction;
import dev.leadline.routing.pool.PoolLedger;
import dev.leadline.routing.roster.Demand;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A pool, as the API tells of one.
///
/// @param hours the calendar in which the pool works; left out when each member's own hours count
/// @param nobody what happens when nobody is there
/// @param inPolicy whether the policy has it; else the API made it
/// @param definedAtRunTime whether the API changed or made it
/// @param available how many members could take a lead now
/// @param members in member order; left out in the list of pools
@Schema(name = "Pool")
public record PoolView(
    String id,
    String method,
    String zone,
    @Nullable String hours,
    Set<String> skills,
    boolean matchLanguage,
    @Nullable Duration acceptWithin,
    @Nullable Integer catchUp,
    boolean countManual,
    NobodyBody nobody,
    boolean inPolicy,
    boolean definedAtRunTime,
    int size,
    int available,
    String summary,
    @Nullable List<MemberView> members) {

  /// A member of a pool.
  ///
  /// @param share of the leads, as long as the members who are available now are
  /// @param skipped why the member would be passed over now; left out when available
  /// @param debt what the member has earned and not received, exactly
  /// @param debtDecimal the same to seven digits
  /// @param received the leads given by this pool and not paid back
  @Schema(name = "PoolMember")
  public record MemberView(
      String rep,
      int weight,
      String share,
      boolean available,
      @Nullable SkipReason skipped,
      String debt,
      BigDecimal debtDecimal,
      long received,
      int openLeads) {}

  static PoolView summaryOf(Pool pool, Board board) {
    return of(pool, board, null);
  }

  static PoolView of(Pool pool, Board board) {
    PoolTurnout view = viewOf(pool, board);
    PoolLedger ledger = board.books().pool(pool.id());
    int weights = view.available().stream().mapToInt(Member::weight).sum();
    return of(
        pool,
        board,
        pool.members().stream()
            .map(member -> {
              SkipReason skipped = view.skipped().get(member.rep());
              Fraction debt = ledger.debt(member.rep());
              return new MemberView(
                  member.rep(),
                  member.weight(),
                  skipped == null ? Fraction.of(member.weight(), weights).toString() : "0",
                  skipped == null,
                  skipped,
                  debt.toString(),
                  debt.toDecimal(),
                  ledger.received(member.rep()),
                  board.books().rep(member.rep()).open());
            })
            .toList());
  }

  private static PoolView of(Pool pool, Board board, @Nullable List<MemberView> members) {
    PoolTurnout view = viewOf(pool, board);
    return new PoolView(
        pool.id(),
        PoolBody.label(pool.method()),
        pool.zone().getId(),
        pool.hours(),
        pool.skills(),
        pool.matchLanguage(),
        pool.acceptWithin(),
        pool.catchUp(),
        pool.countManual(),
        NobodyBody.of(pool.nobody()),
        board.roster().isOfPolicy(pool.id()),
        board.roster().isDefined(pool.id()),
        pool.members().size(),
        view.available().size(),
        view.summary(),
        members);
  }

  private static PoolTurnout viewOf(Pool pool, Board board) {
    return PoolTurnout.of(pool, board.attendance(), board.books(), Demand.NONE);
  }
}
