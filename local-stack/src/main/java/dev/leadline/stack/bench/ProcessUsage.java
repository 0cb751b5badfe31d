package dev.leadline.stack.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Processor time and memory of named processes and all their descendants, as Linux accounts for
/// them.
///
/// Where there is no `/proc`, nothing is reported. Memory is the proportional set size (`Pss`),
/// which counts a page that n processes share as 1/n of each, so that PostgreSQL's shared buffers
/// are counted once.
public final class ProcessUsage {
  private static final Path PROC = Path.of("/proc");
  private static final double TICKS_PER_SECOND = 100;

  /// @param cpuSeconds used between start and end
  /// @param rssMiB the most that was seen resident
  public record Usage(String name, double cpuSeconds, long rssMiB) {}

  private final Map<String, Long> roots;
  private final Map<String, Double> cpuAtStart = new LinkedHashMap<>();
  private final Map<String, Long> mostKiB = new LinkedHashMap<>();

  /// @param pidByName the processes to account for, each with its descendants but for those named
  ///   themselves
  public ProcessUsage(Map<String, Long> pidByName) {
    this.roots = new LinkedHashMap<>(pidByName);
    roots.forEach((name, pid) -> cpuAtStart.put(name, cpuSeconds(family(pid))));
  }

  /// Looks at the memory; to be called now and then.
  public void sample() {
    roots.forEach((name, pid) ->
        mostKiB.merge(name, family(pid).stream().mapToLong(ProcessUsage::pssKiB).sum(), Math::max));
  }

  /// What was used since the beginning. A process that has ended used nothing more.
  public List<Usage> usage() {
    List<Usage> usages = new ArrayList<>();
    roots.forEach((name, pid) ->
        usages.add(
            new Usage(
                name,
                cpuSeconds(family(pid)) - cpuAtStart.getOrDefault(name, 0.0),
                mostKiB.getOrDefault(name, 0L) / 1024)));
    return usages;
  }

  /// A process and its descendants but for those that are accounted for by another name.
  private List<Long> family(long pid) {
    return ProcessHandle.of(pid).stream().flatMap(this::family).map(ProcessHandle::pid).toList();
  }

  private Stream<ProcessHandle> family(ProcessHandle root) {
    return Stream.concat(
        Stream.of(root),
        root.children().filter(child -> !roots.containsValue(child.pid())).flatMap(this::family));
  }

  private static double cpuSeconds(List<Long> pids) {
    return pids.stream().mapToLong(ProcessUsage::ticks).sum() / TICKS_PER_SECOND;
  }

  /// User and system time of a process and of its children that have ended: fields 14 to 17 of
  /// proc(5) `stat`.
  private static long ticks(long pid) {
    return read(PROC.resolve(pid + "/stat"))
        .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1))
        .mapToLong(fields ->
            Stream.of(11, 12, 13, 14).mapToLong(field -> Long.parseLong(fields[field])).sum())
        .sum();
  }

  private static long pssKiB(long pid) {
    return read(PROC.resolve(pid + "/smaps_rollup"))
        .flatMap(String::lines)
        .filter(line -> line.startsWith("Pss:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  private static Stream<String> read(Path file) {
    try {
      return Stream.of(Files.readString(file));
    } catch (IOException processHasEnded) {
      return Stream.empty();
    }
  }

  /// The memory of the machine; empty where it cannot be told.
  static OptionalLong machineMiB() {
    return read(PROC.resolve("meminfo"))
        .flatMap(String::lines)
        .filter(line -> line.startsWith("MemTotal:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(kiB -> Long.parseLong(kiB) / 1024)
        .findFirst();
  }
}
