package dev.leadline.stack.bench;

import dev.leadline.stack.bench.BenchReport.Latency;
import dev.leadline.stack.bench.BenchReport.Machine;
import dev.leadline.stack.traffic.OpenLoop;
import dev.leadline.stack.traffic.People;
import dev.leadline.stack.traffic.Senders;
import dev.leadline.stack.traffic.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Signed webhooks in, assigned leads out, through everything: every delivery is a new person who
/// asks for a demo, and is done when the routing topic says who owns the lead.
final class LeadsScenario {
  private static final Duration NO_PROGRESS = Duration.ofSeconds(30);
  private static final Duration PROGRESS = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofMillis(500);

  /// How much to send.
  ///
  /// @param name of the scenario, for the report
  /// @param perSecond leads a second
  /// @param length of the measured part
  /// @param warmUp of the part before it, at the same rate, which is not measured
  record Load(String name, double perSecond, Duration length, Duration warmUp) {}

  private final StackUnderTest stack;
  private final Consumer<String> progress;
  private final Senders senders = new Senders(InstantSource.system());

  LeadsScenario(StackUnderTest stack, Consumer<String> progress) {
    this.stack = stack;
    this.progress = progress;
  }

  BenchReport run(Load load, String run) throws InterruptedException {
    if (!load.warmUp().isZero()) {
      progress.accept("warming up for " + load.warmUp().toSeconds() + " s");
      phase(load, load.warmUp(), run + "w");
    }
    progress.accept("measuring for " + load.length().toSeconds() + " s");
    return phase(load, load.length(), run + "m");
  }

  private BenchReport phase(Load load, Duration length, String run) throws InterruptedException {
    int count = (int) Math.max(1, Math.round(load.perSecond() * length.toMillis() / 1000.0));
    People people = new People(run, 7, Instant.now());
    Source source = stack.sources().get("standard-webhooks");
    if (source == null) {
      throw new IllegalStateException("The running stack has no source 'standard-webhooks'");
    }
    try (OpenLoop loop = new OpenLoop();
        AssignmentWatch watch = new AssignmentWatch(stack.bootstrap(), run, count)) {
      ProcessUsage usage = new ProcessUsage(stack.pids());
      Thread observer = Thread.ofPlatform().daemon().start(() -> observe(watch, usage, count));
      long start = System.nanoTime();
      OpenLoop.Result result =
          loop.run(
              count,
              load.perSecond(),
              number ->
                  senders.standardWebhook(
                      source, run + "-" + number, "demo.requested", people.person(number)),
              watch::sending,
              watch::accepted);
      awaitAssignments(watch);
      observer.interrupt();
      observer.join();
      double took = Math.max(watch.lastNanos() - start, 1) / (double) TimeUnit.SECONDS.toNanos(1);
      return new BenchReport(
          load.name(),
          Machine.here(),
          length.toMillis() / 1000.0,
          load.perSecond(),
          watch.completed() / took,
          result.accepted(),
          watch.completed(),
          watch.lost(),
          result.sent() - result.accepted(),
          result.statuses(),
          watch.twice(),
          Latency.ofMicros(result.ack()),
          Latency.ofMicros(watch.done()),
          usage.usage());
    }
  }

  private void awaitAssignments(AssignmentWatch watch) throws InterruptedException {
    long before = -1;
    long since = System.nanoTime();
    while (watch.lost() > 0) {
      if (watch.completed() != before) {
        before = watch.completed();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > NO_PROGRESS.toNanos()) {
        return;
      }
      Thread.sleep(PROGRESS);
    }
    Thread.sleep(LOOK);
  }

  private void observe(AssignmentWatch watch, ProcessUsage usage, int count) {
    try {
      // Summing up the memory of sixty processes costs the kernel a tenth of a second.
      for (int looks = 0; ; looks++) {
        if (looks % 40 == 9) {
          usage.sample();
        }
        if (looks % 10 == 9) {
          progress.accept(
              String.format(Locale.ROOT, "%,d of %,d assigned", watch.completed(), count));
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException _) {
      usage.sample();
    }
  }
}
