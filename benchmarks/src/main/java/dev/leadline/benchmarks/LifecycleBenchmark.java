package dev.leadline.benchmarks;

import dev.leadline.events.Actor;
import dev.leadline.events.Score;
import dev.leadline.lifecycle.stage.Ask;
import dev.leadline.lifecycle.stage.StageMachine;
import dev.leadline.lifecycle.stage.StagedLead;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the stage machine costs under the shipped policy.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields.
public class LifecycleBenchmark {
  private static final Score QUALIFIED = new Score(60, 25, 85, "B", true, false);
  private static final Ask SALES = new Ask("sql", new Actor(Actor.Kind.CRM, "hubspot"), null);

  private StageMachine machine;
  private StagedLead captured;
  private StagedLead qualified;
  private StagedLead settled;

  @Setup
  public void prepare() {
    machine = new StageMachine(Policies.shipped());
    captured = machine.enter(Leads.ADA, Leads.START).after();
    qualified = captured.scored(QUALIFIED, null);
    settled = machine.advance(qualified, Leads.START).getLast().after();
  }

  /// From subscriber by lead to mql.
  @Benchmark
  public Object advance() {
    return machine.advance(qualified, Leads.START);
  }

  /// News of a lead that stays where it is.
  @Benchmark
  public Object stay() {
    return machine.advance(settled, Leads.START);
  }

  /// A CRM asks for a stage.
  @Benchmark
  public Object ask() {
    return machine.ask(settled, SALES, Leads.START);
  }
}
