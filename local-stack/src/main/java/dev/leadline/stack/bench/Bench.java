package dev.leadline.stack.bench;

import dev.leadline.stack.bench.LeadsScenario.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// The measurements that can be made of a running stack.
public final class Bench {
  /// What can be measured.
  public enum Scenario {
    /// Signed webhooks in, assigned leads out, at a rate that does not wait for answers.
    LEADS(1000, Duration.ofSeconds(60)),
    /// The same at two leads a second: how long one lead takes when nothing else happens.
    IDLE(2, Duration.ofSeconds(30));

    private final double perSecond;
    private final Duration length;

    Scenario(double perSecond, Duration length) {
      this.perSecond = perSecond;
      this.length = length;
    }

    /// Leads a second, if nothing else is asked for.
    public double perSecond() {
      return perSecond;
    }

    /// How long is measured, if nothing else is asked for.
    public Duration length() {
      return length;
    }
  }

  private Bench() {}

  /// Measures.
  ///
  /// @param warmUp a part before it that is not measured, in which the machines compile what is hot
  /// @param progress told in a line each how far it is
  public static BenchReport run(
      StackUnderTest stack,
      Scenario scenario,
      double perSecond,
      Duration length,
      Duration warmUp,
      Consumer<String> progress)
      throws InterruptedException {
    String run = "bench" + Long.toString(Instant.now().toEpochMilli(), Character.MAX_RADIX);
    return new LeadsScenario(stack, progress)
        .run(
            new Load(scenario.name().toLowerCase(java.util.Locale.ROOT), perSecond, length, warmUp),
            run);
  }
}
