package dev.leadline.stack.bench.clocks;

import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockPaused;
import dev.leadline.events.ClockResumed;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.Event;
import dev.leadline.events.LeadId;
import dev.leadline.stack.bench.BenchReport.Latency;
import dev.leadline.stack.bench.clocks.ClocksReport.Changes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Has clocks started, met, paused and resumed in turn from its making until it is closed, at a
/// rate that does not wait for anything. Every change is told by the monitor in one event.
final class ClockChanges implements AutoCloseable {
  private record Kind(
      Cohort cohort,
      Tally tally,
      int lag,
      BiFunction<LeadId, Instant, ProducerRecord<byte[], byte[]>> event) {}

  private final KafkaProducer<byte[], byte[]> producer;
  private final ConcurrentHistogram latency = Tally.latencies();
  private final List<Kind> kinds = new ArrayList<>();
  private volatile double perSecond;
  private final Thread thread = Thread.ofPlatform().name("clock-changes").unstarted(this::run);
  private volatile boolean closing;
  private Stretch stretch = new Stretch(0, 0, 0);

  /// @param sent changes before it
  /// @param told of those
  private record Stretch(long begunNanos, long sent, long told) {}

  /// @param ofEachKind how many changes of a kind there can be in the whole measurement
  ClockChanges(String bootstrap, ClockWatch watch, int ofEachKind, double perSecond) {
    this.perSecond = perSecond;
    // A clock is resumed two seconds after it was paused.
    int later = (int) (perSecond / 2);
    add(watch, ofEachKind, Cohort.STARTED, ClockStarted.class, 0, ClockEvents::qualified);
    add(watch, ofEachKind, Cohort.MET, ClockMet.class, 0, ClockEvents::touched);
    add(watch, ofEachKind, Cohort.HELD, ClockPaused.class, 0, ClockEvents::recycled);
    add(watch, ofEachKind, Cohort.HELD, ClockResumed.class, later, ClockEvents::backToLead);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.LINGER_MS_CONFIG,
                20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    thread.start();
  }

  private void add(
      ClockWatch watch,
      int most,
      Cohort cohort,
      Class<? extends Event> told,
      int lag,
      BiFunction<LeadId, Instant, ProducerRecord<byte[], byte[]>> event) {
    Tally tally = new Tally(most, latency);
    watch.expect(cohort, told, tally);
    kinds.add(new Kind(cohort, tally, lag, event));
  }

  private void run() {
    double intendedNanos = System.nanoTime();
    for (int number = 0; !closing && change(number); number++) {
      intendedNanos += TimeUnit.SECONDS.toNanos(1) / perSecond;
      long intended = (long) intendedNanos;
      for (long left = intended - System.nanoTime(); left > 0 && !closing; ) {
        LockSupport.parkNanos(left);
        left = intended - System.nanoTime();
      }
    }
  }

  /// @return false when nothing is left to be changed
  private boolean change(int number) {
    Kind kind = kinds.get(number % kinds.size());
    int lead = number / kinds.size() - kind.lag();
    if (lead >= kind.tally().size()) {
      return false;
    }
    if (lead >= 0) {
      Instant now = Instant.now();
      kind.tally().meant(lead, Micros.of(now));
      var _ = producer.send(kind.event().apply(kind.cohort().lead(lead), now));
    }
    return true;
  }

  /// Begins another stretch of measuring, with so many changes a second from now on.
  void begin(double changesPerSecond) {
    perSecond = changesPerSecond;
    latency.reset();
    stretch = new Stretch(System.nanoTime(), sent(), told());
  }

  /// What became of the changes since the last beginning.
  Changes report() {
    double seconds = (System.nanoTime() - stretch.begunNanos()) / 1e9;
    return new Changes(
        seconds,
        perSecond,
        (sent() - stretch.sent()) / seconds,
        (told() - stretch.told()) / seconds,
        Latency.ofMicros(latency));
  }

  long sent() {
    return kinds.stream().mapToLong(kind -> kind.tally().expected()).sum();
  }

  long told() {
    return kinds.stream().mapToLong(kind -> kind.tally().done()).sum();
  }

  long repeated() {
    return kinds.stream().mapToLong(kind -> kind.tally().repeated()).sum();
  }

  /// Ends the changing; what was sent goes on being watched.
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
