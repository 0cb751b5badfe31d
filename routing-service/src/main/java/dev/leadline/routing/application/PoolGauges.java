package dev.leadline.routing.application;

import dev.leadline.messaging.Transactions;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.routing.application.RosterDesk.Board;
import dev.leadline.routing.assignment.PoolTurnout;
import dev.leadline.routing.pool.PoolLedger;
import dev.leadline.routing.roster.Demand;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/// How the pools stand, looked at every 15 seconds: who could take a lead, how far apart what
/// members earned and got are, and how many leads wait.
///
/// A gauge is registered when its pool comes and tells of the last look, so that a look is three
/// statements and the arithmetic of the pools, however many gauges there are.
@ApplicationScoped
public class PoolGauges {
  private final RosterDesk desk;
  private final Transactions transactions;
  private final LeadStates leads;
  private final RoutingMetrics metrics;
  private final List<OfPools> ofPools;
  private final MultiGauge waiting;
  private volatile Look last = new Look(Map.of(), Map.of());

  PoolGauges(
      RosterDesk desk,
      Transactions transactions,
      LeadStates leads,
      RoutingMetrics metrics,
      MeterRegistry registry) {
    this.desk = desk;
    this.transactions = transactions;
    this.leads = leads;
    this.metrics = metrics;
    ofPools =
        List.of(
            new OfPools(gauge(registry, "pool.members", "Members of a pool"), Standing::members),
            new OfPools(
                gauge(registry, "pool.available", "Members who could take a lead now"),
                Standing::available),
            new OfPools(
                gauge(registry, "pool.open", "1 in the working hours of a pool, else 0"),
                Standing::open),
            new OfPools(
                gauge(
                    registry,
                    "pool.debt.leads",
                    "The most leads that a member is short of, or ahead of, the exact share"),
                Standing::debt));
    waiting = gauge(registry, "routing.waiting.leads", "Leads offered or held, not settled");
  }

  private record OfPools(MultiGauge gauges, ToDoubleFunction<Standing> value) {}

  /// What the gauges of a pool tell.
  private record Standing(int members, int available, int open, double debt) {}

  /// @param waiting by the tags of its gauge
  private record Look(Map<String, Standing> pools, Map<Tags, Long> waiting) {}

  /// Looks now.
  @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
  public void look() {
    Look before = last;
    Look now = look(desk.board(null));
    last = now;
    if (!now.pools().keySet().equals(before.pools().keySet())) {
      now.pools().keySet().forEach(metrics::accepts);
      ofPools.forEach(each -> each.gauges().register(rows(now, each.value()), false));
    }
    if (!now.waiting().keySet().equals(before.waiting().keySet())) {
      waiting.register(waitingRows(now), false);
    }
  }

  private Look look(Board board) {
    Map<String, Standing> standings = new HashMap<>();
    Map<Tags, Long> counts = new HashMap<>();
    for (Pool pool : board.roster().pools()) {
      standings.put(pool.id(), standing(pool, board));
      // Said of a pool that nobody waits for too, so that a board shows none rather than nothing.
      counts.put(waitingFor(pool.id(), "offered"), 0L);
      counts.put(waitingFor(pool.id(), "held"), 0L);
    }
    List<LeadStates.Waiting> waiting =
        transactions.call(transaction -> leads.waiting(transaction.connection()));
    waiting.forEach(some ->
        counts.put(
            waitingFor(Objects.requireNonNullElse(some.pool(), "none"), some.standing()),
            some.leads()));
    return new Look(standings, counts);
  }

  private static Standing standing(Pool pool, Board board) {
    return new Standing(
        pool.members().size(),
        PoolTurnout.of(pool, board.attendance(), board.books(), Demand.NONE).available().size(),
        board.attendance().isOpen(pool) ? 1 : 0,
        debt(pool, board.books().pool(pool.id())));
  }

  private static double debt(Pool pool, PoolLedger ledger) {
    return pool.members().stream()
        .mapToDouble(member -> ledger.debt(member.rep()).toDecimal().abs().doubleValue())
        .max()
        .orElse(0);
  }

  private List<Row<?>> rows(Look look, ToDoubleFunction<Standing> value) {
    return look.pools().keySet().stream()
        .<Row<?>>map(pool -> Row.of(Tags.of("pool", pool), () -> ofPool(pool, value)))
        .toList();
  }

  private Number ofPool(String pool, ToDoubleFunction<Standing> value) {
    Standing standing = last.pools().get(pool);
    return standing == null ? 0 : value.applyAsDouble(standing);
  }

  private List<Row<?>> waitingRows(Look look) {
    return look.waiting().keySet().stream()
        .<Row<?>>map(tags -> Row.of(tags, () -> last.waiting().getOrDefault(tags, 0L)))
        .toList();
  }

  private static Tags waitingFor(String pool, String standing) {
    return Tags.of("pool", pool, "standing", standing);
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder("leadline." + name).description(description).register(registry);
  }
}
