package dev.leadline.benchmarks;

import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.Policy;
import dev.leadline.routing.assignment.Books;
import dev.leadline.routing.assignment.Decision;
import dev.leadline.routing.assignment.LeadRouting;
import dev.leadline.routing.assignment.RoutingDecider;
import dev.leadline.routing.assignment.RoutingInput;
import dev.leadline.routing.roster.Attendance;
import dev.leadline.routing.roster.Roster;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to route a lead: the plan, the pool, the ledger and the events, without a
/// database.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields.
public class RoutingBenchmark {
  /// `shipped`, or `big`: a [BigCompany].
  @Param({"shipped", "big"})
  public String company;

  private Policy policy;
  private RoutingDecider decider;
  private Roster roster;
  private Books books;
  private LeadSnapshot lead;

  @Setup
  public void prepare() {
    boolean big = company.equals("big");
    policy = big ? Policies.ofBigCompany() : Policies.shipped();
    lead = big ? BigCompany.lead() : Leads.ADA;
    decider = new RoutingDecider(policy);
    roster = Roster.of(policy, List.of());
    books = Books.empty();
    roster
        .pools()
        .forEach(pool -> books.write(pool.id(), books.pool(pool.id()).seat(pool.members())));
    checkThatItIsAssigned();
  }

  /// A lead that is new to routing gets its owner, in a batch of its own.
  @Benchmark
  public Decision route() {
    RoutingInput reached = new RoutingInput.StageReached(lead, "mql", 1, null);
    LeadRouting before = LeadRouting.unknown(lead.id());
    Attendance attendance = new Attendance(policy, roster, Leads.START);
    return decider.decide(
        before, reached, decider.plan(before, reached, Leads.START), attendance, books);
  }

  /// The roster is made anew, as after each change of it.
  @Benchmark
  public Roster changeRoster() {
    return Roster.of(policy, List.of());
  }

  /// A lead that nobody gets is routed at another cost.
  private void checkThatItIsAssigned() {
    Decision decision = route();
    if (decision.next().owner().isEmpty()) {
      throw new IllegalStateException("Lead '" + lead.id() + "' gets no owner: " + decision);
    }
  }
}
