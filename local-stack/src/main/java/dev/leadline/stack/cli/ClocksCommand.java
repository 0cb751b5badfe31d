package dev.leadline.stack.cli;

import dev.leadline.stack.bench.clocks.ClocksReport;
import dev.leadline.stack.bench.clocks.ClocksScenario;
import dev.leadline.stack.bench.clocks.ClocksScenario.Load;
import dev.leadline.stack.local.DataDirectory;
import dev.leadline.stack.local.SlaMonitors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures clocks.
@Command(
    name = "clocks",
    mixinStandardHelpOptions = true,
    description = {
      "Measures SLA clocks: PostgreSQL, Kafka and two SLA monitors are started on free ports with",
      "data of their own, and a million clocks are opened. Then clocks are started, met, paused and",
      "resumed by events all the time, while rungs come due one after the other, in a flood, and in",
      "a flood in which one of the monitors is killed.",
      "Fails when a rung fires never or twice, or a change is lost."
    })
final class ClocksCommand implements Callable<Integer> {
  private static final int MONITORS = 2;

  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  @Option(
      names = "--clocks",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "open clocks (default: ${DEFAULT-VALUE})")
  private int clocks;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "2000",
      description = "changes a second (default: ${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = "--due",
      paramLabel = "R",
      defaultValue = "200",
      description = "rungs that come due a second in the steady part (default: ${DEFAULT-VALUE})")
  private int due;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "how long the steady part is (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "120",
      description = "seconds before that are not measured (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--flood",
      paramLabel = "N",
      defaultValue = "100000",
      description = "rungs that come due in one second (default: ${DEFAULT-VALUE})")
  private int flood;

  @Option(
      names = "--flood-rate",
      paramLabel = "R",
      defaultValue = "200",
      description = "changes a second during the floods (default: ${DEFAULT-VALUE})")
  private double floodRate;

  @Option(
      names = "--kill",
      paramLabel = "N",
      defaultValue = "20000",
      description =
          "rungs that come due in the second in which a monitor is killed (default: ${DEFAULT-VALUE})")
  private int kill;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Path folder = Files.createTempDirectory("leadline-clocks");
    try {
      ClocksReport report = measured(folder);
      json.write(report);
      PrintWriter out = spec.commandLine().getOut();
      out.print(ClocksText.of(report));
      out.flush();
      return report.sound() ? ExitCode.OK : ExitCode.SOFTWARE;
    } finally {
      remove(folder);
    }
  }

  private ClocksReport measured(Path folder) throws InterruptedException, IOException {
    Consumer<String> progress = spec.commandLine().getErr()::println;
    Path policy = ClocksScenario.policy(folder.resolve("policy"));
    try (SlaMonitors monitors = new SlaMonitors(new DataDirectory(folder), policy)) {
      monitors.start(MONITORS, System.getenv(), progress);
      Load load =
          new Load(
              clocks,
              rate,
              due,
              Duration.ofSeconds(warmUp),
              Duration.ofSeconds(seconds),
              floodRate,
              flood,
              kill);
      return new ClocksScenario(monitors, load, progress).run();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }
}
