package dev.leadline.stack.bench.clocks;

import dev.leadline.stack.bench.BenchReport.Latency;
import dev.leadline.stack.bench.BenchReport.Machine;
import dev.leadline.stack.bench.ProcessUsage.Usage;
import java.util.List;

/// What was measured of clocks, in the shape that `bench clocks --json` writes.
///
/// @param scenario `clocks`
/// @param machine what it ran on, load generator included
/// @param monitors how many shared the work
/// @param openClocks how many were open
/// @param changes starts, ends, pauses and resumptions while rungs came due one after the other
/// @param changesLost how many of all changes were never told
/// @param steady those rungs
/// @param flood rungs that all came due in one second
/// @param changesInFlood what became of changes while those were fired
/// @param kill rungs that all came due in one second, in which a monitor was killed
/// @param firedByMonitor how many rungs each monitor had fired before that
/// @param processes what each process used in the steady part; of the killed one nothing later
public record ClocksReport(
    String scenario,
    Machine machine,
    int monitors,
    long openClocks,
    Changes changes,
    long changesLost,
    Rungs steady,
    Rungs flood,
    Changes changesInFlood,
    Rungs kill,
    List<Long> firedByMonitor,
    List<Usage> processes) {

  /// Changes of clocks.
  ///
  /// @param offeredPerSecond meant to be made a second
  /// @param sentPerSecond made a second
  /// @param toldPerSecond told a second by the monitors
  /// @param toldMs from making one to the monitor's event being readable
  public record Changes(
      double seconds,
      double offeredPerSecond,
      double sentPerSecond,
      double toldPerSecond,
      Latency toldMs) {}

  /// Rungs that came due.
  ///
  /// @param due how many
  /// @param never how many were not fired
  /// @param twice how many were fired twice, as the timeline has it
  /// @param repeatedOnTopic how many events were read again from the topic, under the same id
  /// @param drainedSeconds from the first being due to the last being readable
  /// @param lateMs from due to readable
  public record Rungs(
      long due,
      long never,
      long twice,
      long repeatedOnTopic,
      double drainedSeconds,
      Latency lateMs) {
    boolean once() {
      return never == 0 && twice == 0;
    }
  }

  /// Whether nothing was lost and nothing happened twice.
  public boolean sound() {
    return changesLost == 0 && steady.once() && flood.once() && kill.once();
  }
}
