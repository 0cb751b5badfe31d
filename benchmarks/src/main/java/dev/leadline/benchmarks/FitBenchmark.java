package dev.leadline.benchmarks;

import dev.leadline.events.Reason;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.lead.History;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import java.time.Instant;
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

/// What the reasons of a score cost.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields.
public class FitBenchmark {
  /// `shipped`, or `many`: two hundred fit rules more.
  @Param({"shipped", "many"})
  public String rules;

  private Policy policy;
  private ScoredLead lead;

  @Setup
  public void prepare() {
    policy = rules.equals("many") ? Policies.ofManyFitRules() : Policies.shipped();
    History history = new History(Leads.ADA.id(), Leads.history(1));
    lead = history.replay(new ScoringDecider(policy), Instant.MAX).orElseThrow();
  }

  /// Every fit rule is explained.
  @Benchmark
  public List<Reason> explain() {
    return new ScoringDecider(policy).because(lead);
  }
}
