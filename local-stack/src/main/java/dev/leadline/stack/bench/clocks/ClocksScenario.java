package dev.leadline.stack.bench.clocks;

import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.Event;
import dev.leadline.stack.bench.BenchReport.Machine;
import dev.leadline.stack.bench.ProcessUsage;
import dev.leadline.stack.bench.clocks.ClocksReport.Changes;
import dev.leadline.stack.bench.clocks.ClocksReport.Rungs;
import dev.leadline.stack.bench.clocks.SeededClocks.Next;
import dev.leadline.stack.local.SlaMonitors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Many open clocks, changes that go on all the time, rungs that come due one after the other, then
/// a flood of them in one second, then another in which a monitor is killed.
public final class ClocksScenario {
  private static final Duration NO_PROGRESS = Duration.ofSeconds(30);
  private static final int SEEDED_PER_SECOND = 3_000;
  private static final Duration LONGEST = Duration.ofMinutes(8);

  /// How much of everything.
  ///
  /// @param openClocks that are there all the time
  /// @param changesPerSecond starts, ends, pauses and resumptions
  /// @param duePerSecond rungs in the steady part
  /// @param warmUp the part before it, which is not measured
  /// @param steady how long the steady part is
  /// @param changesPerSecondInFloods changes while the floods are fired
  /// @param flood rungs that come due in one second
  /// @param kill rungs that come due in the second in which a monitor is killed
  public record Load(
      int openClocks,
      double changesPerSecond,
      int duePerSecond,
      Duration warmUp,
      Duration steady,
      double changesPerSecondInFloods,
      int flood,
      int kill) {
    int changesOfEachKind() {
      return Math.min(openClocks / 3, (int) (changesPerSecond / 4 * LONGEST.toSeconds()));
    }
  }

  private final SlaMonitors monitors;
  private final Load load;
  private final Consumer<String> progress;
  private final SeededClocks clocks;
  private final Instant templateBegan = Instant.now().truncatedTo(ChronoUnit.MICROS);

  /// @param monitors two or more that run, with the policy of [#policy]
  /// @param progress told in a line each what goes on
  public ClocksScenario(SlaMonitors monitors, Load load, Consumer<String> progress) {
    this.monitors = monitors;
    this.load = load;
    this.progress = progress;
    this.clocks = new SeededClocks(monitors.jdbcUrl(), templateBegan);
  }

  /// Writes the policy that the monitors need into a folder that is made for it.
  public static Path policy(Path folder) throws IOException {
    return BenchPolicy.in(folder);
  }

  /// Measures.
  public ClocksReport run() throws InterruptedException, IOException {
    seedLongOnes();
    try (ClockWatch watch = new ClockWatch(monitors.bootstrap());
        ClockChanges changes =
            new ClockChanges(
                monitors.bootstrap(), watch, load.changesOfEachKind(), load.changesPerSecond())) {
      oneAfterTheOther(watch, Cohort.WARM_UP, load.warmUp(), "warming up");
      settle(changes);

      ProcessUsage usage = new ProcessUsage(monitors.pids());
      changes.begin(load.changesPerSecond());
      Rungs steady = oneAfterTheOther(watch, Cohort.STEADY, load.steady(), "measuring");
      Changes whileSteady = changes.report();
      usage.sample();
      List<ProcessUsage.Usage> used = usage.usage();

      settle(changes);
      Tally flood = seedFlood(watch, Cohort.FLOOD, load.flood());
      changes.begin(load.changesPerSecondInFloods());
      drain(flood, "flood");
      Changes whileFlooded = changes.report();
      List<Long> shares = firedByMonitor();

      Tally kill = seedFlood(watch, Cohort.KILL, load.kill());
      await(() -> kill.done() > load.kill() / 4, kill);
      monitors.kill(0);
      progress.accept("killed a monitor after %,d of %,d".formatted(kill.done(), load.kill()));
      drain(kill, "kill");

      changes.close();
      awaitChanges(changes, 0);
      return new ClocksReport(
          "clocks",
          Machine.here(),
          monitors.urls().size(),
          load.openClocks(),
          whileSteady,
          changes.sent() - changes.told(),
          steady,
          rungs(Cohort.FLOOD, flood),
          whileFlooded,
          rungs(Cohort.KILL, kill),
          shares,
          used);
    }
  }

  private void seedLongOnes() throws InterruptedException {
    template();
    int changing = load.changesOfEachKind();
    Next later = new Next(Instant.now().plus(BenchPolicy.share(0.5)), Duration.ZERO, 0.5, 0);
    clocks.add(Cohort.MET, changing, later, _ -> {});
    clocks.add(Cohort.HELD, changing, later, _ -> {});
    clocks.add(
        Cohort.IDLE,
        load.openClocks() - 2 * changing,
        later,
        count -> progress.accept("%,d clocks are open".formatted(2L * changing + count)));
    clocks.settle();
    progress.accept("%,d clocks are open".formatted(clocks.open()));
  }

  private void template() throws InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, monitors.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var _ = producer.send(ClockEvents.qualified(Cohort.TEMPLATE.lead(0), templateBegan));
      var _ = producer.send(ClockEvents.assigned(Cohort.TEMPLATE.lead(0), templateBegan));
    }
    while (!clocks.hasTemplate()) {
      Thread.sleep(100);
    }
  }

  /// At four fifths of the budget the manager is told.
  private Rungs oneAfterTheOther(ClockWatch watch, Cohort cohort, Duration length, String what)
      throws InterruptedException {
    int count = Math.toIntExact(load.duePerSecond() * length.toSeconds());
    Duration gap = Duration.ofSeconds(1).dividedBy(load.duePerSecond());
    Tally tally = seed(watch, cohort, count, ClockWarned.class, gap, 0.8, 0.5);
    progress.accept("%s for %d s".formatted(what, length.toSeconds()));
    await(() -> tally.missing() == 0, tally);
    return rungs(cohort, tally);
  }

  private Tally seedFlood(ClockWatch watch, Cohort cohort, int count) throws InterruptedException {
    Tally tally =
        seed(
            watch,
            cohort,
            count,
            ClockBreached.class,
            Duration.ofSeconds(1).dividedBy(Math.max(1, count)),
            1,
            0.8);
    progress.accept("%,d come due in one second".formatted(count));
    return tally;
  }

  /// Makes clocks and returns when the first of them is due.
  private Tally seed(
      ClockWatch watch,
      Cohort cohort,
      int count,
      Class<? extends Event> told,
      Duration gap,
      double share,
      double climbed)
      throws InterruptedException {
    Instant first =
        Instant.now()
            .truncatedTo(ChronoUnit.SECONDS)
            .plusSeconds(3 + (long) count / SEEDED_PER_SECOND);
    Tally tally = new Tally(count);
    long gapMicros = gap.toNanos() / 1_000;
    for (int number = 0; number < count; number++) {
      tally.meant(number, Micros.of(first) + number * gapMicros);
    }
    watch.expect(cohort, told, tally);
    clocks.add(cohort, count, new Next(first, gap, share, climbed), _ -> {});
    Duration left = Duration.between(Instant.now(), first);
    if (left.isNegative()) {
      progress.accept("the clocks were made too slowly: some were late when they were made");
    } else {
      Thread.sleep(left);
    }
    return tally;
  }

  private void drain(Tally tally, String what) throws InterruptedException {
    await(() -> tally.missing() == 0, tally);
    progress.accept(
        String.format(Locale.ROOT, "%s: %,d of %,d fired", what, tally.done(), tally.expected()));
  }

  /// Has changes come no faster than in the floods until those that were sent before are told.
  private void settle(ClockChanges changes) throws InterruptedException {
    changes.begin(load.changesPerSecondInFloods());
    awaitChanges(changes, (long) load.changesPerSecondInFloods());
  }

  /// Waits until no more changes than so many were made and not told, or nothing goes on.
  private static void awaitChanges(ClockChanges changes, long left) throws InterruptedException {
    long before = -1;
    long since = System.nanoTime();
    while (changes.sent() - changes.told() > left
        && System.nanoTime() - since < NO_PROGRESS.toNanos()) {
      since = changes.told() == before ? since : System.nanoTime();
      before = changes.told();
      Thread.sleep(100);
    }
  }

  /// Waits until something is so, or nothing has been told for long.
  private static void await(BooleanSupplier done, Tally tally) throws InterruptedException {
    long before = -1;
    long since = System.nanoTime();
    while (!done.getAsBoolean()) {
      if (tally.done() != before) {
        before = tally.done();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > NO_PROGRESS.toNanos()) {
        return;
      }
      Thread.sleep(20);
    }
  }

  private Rungs rungs(Cohort cohort, Tally tally) {
    return new Rungs(
        tally.expected(),
        tally.missing(),
        clocks.firedTwice(cohort),
        tally.repeated(),
        tally.drainedSeconds(),
        tally.latency());
  }

  private List<Long> firedByMonitor() throws InterruptedException, IOException {
    List<Long> fired = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String url : monitors.urls()) {
        String metrics =
            client
                .send(
                    HttpRequest.newBuilder(URI.create(url + "/q/metrics")).build(),
                    BodyHandlers.ofString())
                .body();
        fired.add(
            metrics
                .lines()
                .filter(line -> line.startsWith("leadline_sla_timer_lateness_seconds_count"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum());
      }
    }
    return fired;
  }
}
