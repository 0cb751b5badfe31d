package dev.leadline.stack.cli;

import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.policy.time.WorkingCalendar;
import dev.leadline.policy.time.json.ClockLines;
import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.local.StackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Reckons with working time.
@Command(
    name = "clock",
    mixinStandardHelpOptions = true,
    description = "Reckons with working time: JSON lines in, JSON lines out.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "due:     {\"calendar\":C,\"start\":\"2026-11-21T15:00:00Z\",\"budget\":\"PT4H\"} gives {\"due\":\"...\"}",
      "elapsed: {\"calendar\":C,\"start\":\"...\",\"end\":\"...\"} gives {\"elapsed\":\"PT...\"}",
      "C is the name of a calendar of the policy, or a calendar written out:",
      "  {\"zone\":\"Europe/Berlin\",\"hours\":{\"mon\":[[\"09:00\",\"12:30\"],[\"13:30\",\"17:00\"]]},",
      "   \"holidays\":[\"2026-12-25\"],\"days\":{\"2026-12-24\":[[\"09:00\",\"12:00\"]]}}",
      "A line that cannot be answered gives {\"error\":\"...\"}, and the exit code is 1."
    })
final class ClockCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  @Command(
      name = "due",
      mixinStandardHelpOptions = true,
      description = "When a budget of working time is used up.")
  int due(
      @Option(names = "--policy", paramLabel = "DIR", description = PolicyOf.HELP)
          @Nullable Path policy)
      throws IOException {
    return answer("due", policy);
  }

  @Command(
      name = "elapsed",
      mixinStandardHelpOptions = true,
      description = "How much working time lies between two instants.")
  int elapsed(
      @Option(names = "--policy", paramLabel = "DIR", description = PolicyOf.HELP)
          @Nullable Path policy)
      throws IOException {
    return answer("elapsed", policy);
  }

  private int answer(String mode, @Nullable Path directory) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ClockLines clock = new ClockLines();
    PolicyOf policy = new PolicyOf(directory);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int exitCode = ExitCode.OK;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        String answer = clock.answer(mode, line, policy::calendar);
        exitCode = answer.startsWith("{\"error\"") ? ExitCode.SOFTWARE : exitCode;
        out.println(answer);
        if (!lines.ready()) {
          out.flush();
        }
      }
    }
    out.flush();
    return exitCode;
  }

  /// The policy whose calendars can be named; read when one is.
  private static final class PolicyOf {
    static final String HELP =
        "the policy whose calendars can be named (default: policies/default)";

    private final Supplier<Path> directory;
    private @Nullable Map<String, WorkingCalendar> calendars;

    PolicyOf(@Nullable Path directory) {
      this.directory =
          () -> directory == null ? Checkout.root().resolve("policies/default") : directory;
    }

    Optional<WorkingCalendar> calendar(String name) {
      if (calendars == null) {
        calendars = load(directory.get());
      }
      return Optional.ofNullable(calendars.get(name));
    }

    private static Map<String, WorkingCalendar> load(Path directory) {
      return switch (PolicyLoader.load(directory)) {
        case PolicyLoad.Loaded(var policy, var _) -> policy.calendars();
        case PolicyLoad.Rejected _ ->
            throw new StackException(
                "The policy in '%s' cannot be used: './leadline policy check %s' says why"
                    .formatted(directory, directory));
      };
    }
  }
}
