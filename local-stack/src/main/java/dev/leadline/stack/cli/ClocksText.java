package dev.leadline.stack.cli;

import dev.leadline.stack.bench.BenchReport.Latency;
import dev.leadline.stack.bench.clocks.ClocksReport;
import dev.leadline.stack.bench.clocks.ClocksReport.Changes;
import dev.leadline.stack.bench.clocks.ClocksReport.Rungs;
import java.util.Locale;

/// A measurement of clocks for people.
final class ClocksText {
  private ClocksText() {}

  static String of(ClocksReport report) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "clocks on %d cores, %,d MiB, %s, JDK %s",
        report.machine().cores(),
        report.machine().memoryMiB(),
        report.machine().os(),
        report.machine().jvm());
    line(text, "%,d open clocks, %d monitors", report.openClocks(), report.monitors());
    changes(text, "changes", report.changes());
    rungs(text, "one after the other", report.steady());
    rungs(text, "flood", report.flood());
    changes(text, "changes in the flood", report.changesInFlood());
    rungs(text, "a monitor killed", report.kill());
    line(text, "changes lost %,d", report.changesLost());
    line(text, "fired by each monitor before one was killed: %s", report.firedByMonitor());
    text.append('\n').append(BenchText.of(report.processes(), report.changes().seconds()));
    return text.toString();
  }

  private static void changes(StringBuilder text, String what, Changes changes) {
    line(
        text,
        "%-20s offered %,.0f/s, sent %,.0f/s, told %,.0f/s for %.0f s; told after %s",
        what,
        changes.offeredPerSecond(),
        changes.sentPerSecond(),
        changes.toldPerSecond(),
        changes.seconds(),
        latency(changes.toldMs()));
  }

  private static void rungs(StringBuilder text, String what, Rungs rungs) {
    line(
        text,
        "%-20s due %,d, never %,d, twice %,d, repeated on the topic %,d, drained in %.1f s; late %s",
        what,
        rungs.due(),
        rungs.never(),
        rungs.twice(),
        rungs.repeatedOnTopic(),
        rungs.drainedSeconds(),
        latency(rungs.lateMs()));
  }

  private static String latency(Latency latency) {
    return "p50 %s  p99 %s  p99.9 %s"
        .formatted(
            BenchText.ms(latency.p50()), BenchText.ms(latency.p99()), BenchText.ms(latency.p999()));
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
