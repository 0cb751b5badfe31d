package dev.leadline.stack.bench;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What a scenario measured, in the shape that `bench --json` writes.
///
/// @param scenario its name
/// @param machine what it ran on, load generator included
/// @param seconds how long the load lasted
/// @param offeredPerSecond leads meant to be sent a second
/// @param completedPerSecond leads assigned a second, from the first sent to the last assigned
/// @param sent leads sent and accepted
/// @param completed leads assigned
/// @param lost leads accepted and never assigned
/// @param refused leads that the door did not accept
/// @param statuses answers by HTTP status; 0 stands for no answer
/// @param twice leads assigned more than once
/// @param ackMs from the intended instant to the 2xx
/// @param doneMs from the intended instant to the assignment being readable on its topic
/// @param processes what each process used
public record BenchReport(
    String scenario,
    Machine machine,
    double seconds,
    double offeredPerSecond,
    double completedPerSecond,
    long sent,
    long completed,
    long lost,
    long refused,
    Map<Integer, Long> statuses,
    long twice,
    Latency ackMs,
    Latency doneMs,
    List<ProcessUsage.Usage> processes) {

  /// What the scenario ran on.
  public record Machine(int cores, long memoryMiB, String os, String jvm) {
    /// The machine this runs on.
    public static Machine here() {
      return new Machine(
          Runtime.getRuntime().availableProcessors(),
          ProcessUsage.machineMiB().orElse(0),
          System.getProperty("os.name") + " " + System.getProperty("os.version"),
          Runtime.version().toString());
    }
  }

  /// Milliseconds; null where nothing was measured.
  public record Latency(@Nullable Double p50, @Nullable Double p99, @Nullable Double p999) {
    /// Of a histogram of microseconds.
    public static Latency ofMicros(Histogram histogram) {
      return histogram.getTotalCount() == 0
          ? new Latency(null, null, null)
          : new Latency(
              histogram.getValueAtPercentile(50) / 1000.0,
              histogram.getValueAtPercentile(99) / 1000.0,
              histogram.getValueAtPercentile(99.9) / 1000.0);
    }
  }
}
