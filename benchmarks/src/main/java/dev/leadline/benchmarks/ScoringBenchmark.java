package dev.leadline.benchmarks;

import dev.leadline.policy.Policy;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.History;
import dev.leadline.scoring.lead.ScoredLead;
import dev.leadline.scoring.lead.ScoringDecider;
import dev.leadline.scoring.lead.Step;
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

/// What scoring costs: one thing more that a lead does, and its whole history replayed.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields.
public class ScoringBenchmark {
  /// `shipped`, or `many`: two hundred fit rules more.
  @Param({"shipped", "many"})
  public String rules;

  /// How many things the lead did before.
  @Param({"20", "200"})
  public int activities;

  private Policy policy;
  private History history;
  private ScoredLead lead;
  private Happening next;

  @Setup
  public void prepare() {
    policy = rules.equals("many") ? Policies.ofManyFitRules() : Policies.shipped();
    List<Happening> told = Leads.history(activities);
    history = new History(Leads.ADA.id(), told);
    lead = history.replay(new ScoringDecider(policy), Instant.MAX).orElseThrow();
    next = Leads.activity(activities + 1);
  }

  /// The lead does one thing more, in a batch of its own: fit included.
  @Benchmark
  public List<Step> act() {
    return new ScoringDecider(policy).happened(lead, next);
  }

  /// The whole history, as a new policy or a merge asks for.
  @Benchmark
  public Object replay() {
    return history.replay(new ScoringDecider(policy), Instant.MAX);
  }
}
