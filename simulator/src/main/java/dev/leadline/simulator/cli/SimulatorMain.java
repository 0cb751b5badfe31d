package dev.leadline.simulator.cli;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.simulator.Period;
import dev.leadline.simulator.Simulation;
import dev.leadline.simulator.export.RecordingWriter;
import dev.leadline.simulator.export.RosterHistory;
import dev.leadline.simulator.export.TopicExport;
import dev.leadline.simulator.history.Recording;
import dev.leadline.simulator.report.HtmlReport;
import dev.leadline.simulator.report.JsonReport;
import dev.leadline.simulator.report.Report;
import dev.leadline.simulator.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Simulates a policy: the report on standard output, progress on standard error. Exits 0 when it
/// ran, 1 when it failed, 2 when misused. Used by `./leadline policy simulate`, which says where a
/// running stack is.
@Command(
    name = "leadline policy simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Replays recorded leads by a policy and tells what would differ: who gains and loses leads,"
            + " which rules are responsible, and why, lead by lead.")
public final class SimulatorMain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "DIR",
      description = "the policy to try")
  private Path policy;

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description = "compare with this policy (default: with what was recorded)")
  private @Nullable Path against;

  @Option(
      names = "--leads",
      paramLabel = "FILE",
      description = "a recording, as --save writes it (default: the topics of the running stack)")
  private @Nullable Path leads;

  @Option(
      names = "--from",
      paramLabel = "T",
      description = "leads captured from this instant on, such as 2026-11-21T00:00:00Z")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "T", description = "leads captured before this instant")
  private @Nullable Instant to;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "keep the recording of the running stack; compressed when it ends with .gz")
  private @Nullable Path save;

  @Option(names = "--json", paramLabel = "FILE", description = "write the report there as JSON")
  private @Nullable Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "write the report there as a page that needs nothing else")
  private @Nullable Path html;

  @Option(names = "--bootstrap", hidden = true)
  private @Nullable String bootstrap;

  @Option(names = "--routing-database", hidden = true)
  private @Nullable String routingDatabase;

  @Option(
      names = "--routing-user",
      hidden = true,
      defaultValue = "${env:LEADLINE_ROUTING_USER:-postgres}")
  private String routingUser;

  @Option(
      names = "--routing-password",
      hidden = true,
      defaultValue = "${env:LEADLINE_ROUTING_PASSWORD:-}")
  private String routingPassword;

  /// A service that started this process wants to know how far it is and has no use for the report
  /// as text; and it may end without a word.
  @Option(names = "--attended", hidden = true)
  private boolean attended;

  private SimulatorMain() {}

  public static void main(String[] arguments) {
    // Before anything logs: the libraries of the services ask for it, and complain in the report.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SimulatorMain())
        .setExecutionExceptionHandler((failure, command, _) -> {
          command.getErr().println(failure.getMessage());
          return ExitCode.SOFTWARE;
        });
  }

  @Override
  public Integer call() throws IOException, SQLException {
    if (attended) {
      Attendance.endWithStandardInput();
    }
    Policy tried = loaded(policy);
    Policy other = against == null ? null : loaded(against);
    if (leads != null) {
      return simulate(tried, other, new Recording(existing(leads)));
    }
    Path recording = save == null ? temporary() : save;
    try {
      record(recording);
      return simulate(tried, other, new Recording(recording));
    } finally {
      if (save == null) {
        Files.deleteIfExists(recording);
      }
    }
  }

  private int simulate(Policy tried, @Nullable Policy other, Recording recording)
      throws IOException {
    Progress progress = progress();
    long total = recording.size();
    Report report =
        new Simulation(tried, other, new Period(from, to))
            .run(recording, done -> progress.simulated(done, total));
    progress.simulated(total, total);
    if (!attended) {
      spec.commandLine().getOut().print(TextReport.of(report));
      spec.commandLine().getOut().flush();
    }
    if (json != null) {
      Files.writeString(json, JsonReport.of(report));
    }
    if (html != null) {
      Files.writeString(html, HtmlReport.of(report));
    }
    return ExitCode.OK;
  }

  private void record(Path into) throws IOException, SQLException {
    if (bootstrap == null) {
      throw new ParameterException(spec.commandLine(), "No --leads given and no stack is running");
    }
    List<RosterHistory.Change> changes =
        routingDatabase == null
            ? List.of()
            : RosterHistory.read(routingDatabase, routingUser, routingPassword);
    Progress progress = progress();
    try (RecordingWriter writer = new RecordingWriter(into)) {
      TopicExport.write(bootstrap, to, changes, writer, lines -> progress.recorded(lines, false));
      progress.recorded(writer.lines(), true);
    }
  }

  private Progress progress() {
    return attended ? new ProgressLines(System.out) : new TerminalProgress(System.err);
  }

  /// A file that goes when this process does, also when it is asked to end.
  private static Path temporary() throws IOException {
    Path file = Files.createTempFile("leadline-recording", ".jsonl");
    file.toFile().deleteOnExit();
    return file;
  }

  private Path existing(Path file) {
    if (!Files.isReadable(file)) {
      throw new ParameterException(
          spec.commandLine(), "Recording '" + file + "' is not there or cannot be read");
    }
    return file;
  }

  private Policy loaded(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new ParameterException(
          spec.commandLine(), "Policy directory '" + directory + "' is not there");
    }
    return switch (PolicyLoader.load(directory)) {
      case PolicyLoad.Loaded(var usable, _) -> usable;
      case PolicyLoad.Rejected(var issues) -> {
        StringBuilder text = new StringBuilder();
        issues.forEach(issue -> text.append(issue).append('\n'));
        text.append("Policy '").append(directory).append("' cannot be used");
        throw new IllegalArgumentException(text.toString());
      }
    };
  }
}
