package dev.leadline.stack.cli;

import dev.leadline.stack.bench.BenchReport;
import dev.leadline.stack.bench.BenchReport.Latency;
import dev.leadline.stack.bench.BenchReport.Machine;
import dev.leadline.stack.bench.ProcessUsage.Usage;
import dev.leadline.stack.bench.SimulationReport;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A measurement for people.
final class BenchText {
  private BenchText() {}

  static String of(BenchReport report) {
    StringBuilder text = new StringBuilder();
    title(text, report.scenario(), report.machine());
    line(text, "offered   %,10.1f leads/s for %.0f s", report.offeredPerSecond(), report.seconds());
    line(text, "completed %,10.1f leads/s", report.completedPerSecond());
    line(
        text,
        "accepted %,d, assigned %,d, lost %,d, twice %,d, refused %,d, answers %s",
        report.sent(),
        report.completed(),
        report.lost(),
        report.twice(),
        report.refused(),
        report.statuses());
    latency(text, "accepted after", report.ackMs());
    latency(text, "assigned after", report.doneMs());
    return text.append('\n').append(of(report.processes(), report.seconds())).toString();
  }

  static String of(SimulationReport report) {
    StringBuilder text = new StringBuilder();
    title(text, report.scenario(), report.machine());
    line(
        text,
        "%,d leads, %,d events and %,.0f MB replayed in %.1f s, %,.0f leads/s, start included",
        report.leads(),
        report.events(),
        report.megabytes(),
        report.seconds(),
        report.leads() / report.seconds());
    line(text, "decided otherwise than recorded: %,d leads", report.different());
    return text.append('\n').append(of(report.processes(), report.seconds())).toString();
  }

  private static void title(StringBuilder text, String scenario, Machine machine) {
    line(
        text,
        "%s on %d cores, %,d MiB, %s, JDK %s",
        scenario,
        machine.cores(),
        machine.memoryMiB(),
        machine.os(),
        machine.jvm());
  }

  /// What processes used in so many seconds.
  static String of(List<Usage> processes, double seconds) {
    StringBuilder text = new StringBuilder();
    line(text, "%-14s %10s %10s %10s", "process", "cpu s", "of a core", "MiB");
    processes.forEach(process ->
        line(
            text,
            "%-14s %10.1f %9.0f%% %,10d",
            process.name(),
            process.cpuSeconds(),
            100 * process.cpuSeconds() / seconds,
            process.rssMiB()));
    line(
        text,
        "%-14s %10.1f %9s  %,10d",
        "all",
        processes.stream().mapToDouble(process -> process.cpuSeconds()).sum(),
        "",
        processes.stream().mapToLong(process -> process.rssMiB()).sum());
    return text.toString();
  }

  private static void latency(StringBuilder text, String what, Latency latency) {
    line(
        text,
        "%s  p50 %s  p99 %s  p99.9 %s",
        what,
        ms(latency.p50()),
        ms(latency.p99()),
        ms(latency.p999()));
  }

  static String ms(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%,.1f ms", value);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
