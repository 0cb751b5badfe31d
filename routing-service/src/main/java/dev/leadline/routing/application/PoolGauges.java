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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How the pools stand, looked at every 15 seconds: who could take a lead, how far apart what
/// members earned and got are, and how many leads wait.
@ApplicationScoped
class PoolGauges {
  private final RosterDesk desk;
  private final Transactions transactions;
  private final LeadStates leads;
  private final RoutingMetrics metrics;
  private final MultiGauge members;
  private final MultiGauge available;
  private final MultiGauge open;
  private final MultiGauge debt;
  private final MultiGauge waiting;

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
    members = gauge(registry, "leadline.pool.members", "Members of a pool");
    available = gauge(registry, "leadline.pool.available", "Members who could take a lead now");
    open = gauge(registry, "leadline.pool.open", "1 in the working hours of a pool, else 0");
    debt =
        gauge(
            registry,
            "leadline.pool.debt.leads",
            "The most leads that a member is short of, or ahead of, the exact share");
    waiting =
        gauge(registry, "leadline.routing.waiting.leads", "Leads offered or held, not settled");
  }

  @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    Board board = desk.board(null);
    Collection<Pool> pools = board.roster().pools();
    pools.forEach(pool -> metrics.accepts(pool.id()));
    members.register(rows(pools, pool -> pool.members().size()), true);
    available.register(rows(pools, pool -> available(pool, board)), true);
    open.register(rows(pools, pool -> board.attendance().isOpen(pool) ? 1 : 0), true);
    debt.register(rows(pools, pool -> debt(pool, board.books().pool(pool.id()))), true);
    waiting.register(
        waiting(pools, transactions.call(transaction -> leads.waiting(transaction.connection()))),
        true);
  }

  /// A pool that nobody waits for is told too, so that a board shows none rather than nothing.
  private static List<Row<?>> waiting(Collection<Pool> pools, List<LeadStates.Waiting> counted) {
    Map<Tags, Number> rows = new LinkedHashMap<>();
    for (Pool pool : pools) {
      rows.put(waitingFor(pool.id(), "offered"), 0);
      rows.put(waitingFor(pool.id(), "held"), 0);
    }
    counted.forEach(waiting ->
        rows.put(
            waitingFor(Objects.requireNonNullElse(waiting.pool(), "none"), waiting.standing()),
            waiting.leads()));
    return rows.entrySet().stream()
        .<Row<?>>map(row -> Row.of(row.getKey(), row.getValue()))
        .toList();
  }

  private static Tags waitingFor(String pool, String standing) {
    return Tags.of("pool", pool, "standing", standing);
  }

  private static int available(Pool pool, Board board) {
    return PoolTurnout.of(pool, board.attendance(), board.books(), Demand.NONE).available().size();
  }

  private static double debt(Pool pool, PoolLedger ledger) {
    return pool.members().stream()
        .mapToDouble(member -> ledger.debt(member.rep()).toDecimal().abs().doubleValue())
        .max()
        .orElse(0);
  }

  @FunctionalInterface
  private interface Value {
    Number of(Pool pool);
  }

  private static List<Row<?>> rows(Collection<Pool> pools, Value value) {
    return pools.stream()
        .<Row<?>>map(pool -> Row.of(Tags.of("pool", pool.id()), value.of(pool)))
        .toList();
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }
}
