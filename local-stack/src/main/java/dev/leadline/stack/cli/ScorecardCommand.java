package dev.leadline.stack.cli;

import dev.leadline.stack.local.Member;
import dev.leadline.stack.local.StackException;
import dev.leadline.stack.local.StackStatus;
import dev.leadline.stack.local.StackStatus.Service;
import dev.leadline.stack.scorecard.Scorecard;
import dev.leadline.stack.scorecard.ScorecardApi;
import dev.leadline.stack.scorecard.ScorecardTable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows how well the work with leads is done.
@Command(
    name = "scorecard",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how well the work with leads is done: every figure of the running stack, against the"
          + " period before.",
      "docs/scorecard.md says what each figure means."
    })
final class ScorecardCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "instant or day in UTC when the period begins (default: a week before its end)")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "instant or day in UTC before which it ends (default: now)")
  private @Nullable String to;

  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      description = "tell what was known then (default: now)")
  private @Nullable String asOf;

  @Option(
      names = "--by",
      paramLabel = "SPLIT",
      description = "tell apart by segment, source, team, rep or week, or several joined by commas")
  private @Nullable String by;

  @ArgGroup private @Nullable Format format;

  /// How it is written for tools.
  private static final class Format {
    @Option(names = "--json", description = "as JSON, with the definitions")
    @SuppressWarnings("unused") // One of the two is chosen; which one, the other says.
    private boolean json;

    @Option(names = "--csv", description = "as CSV, a line a measure")
    private boolean csv;
  }

  @Override
  public void run() {
    ScorecardApi api = api();
    Map<String, String> question = new TreeMap<>();
    ask(question, "from", from);
    ask(question, "to", to);
    ask(question, "asOf", asOf);
    ask(question, "by", by);
    spec.commandLine().getOut().print(answer(api, question));
    spec.commandLine().getOut().flush();
  }

  private String answer(ScorecardApi api, Map<String, String> question) {
    Format chosen = format;
    if (chosen != null) {
      question.put("format", chosen.csv ? "csv" : "json");
      return api.ask(question) + (chosen.csv ? "" : "\n");
    }
    Scorecard now = ScorecardApi.read(api.ask(question));
    question.put("from", now.before(now.from()).toString());
    question.put("to", now.from().toString());
    question.put("asOf", now.before(now.asOf()).toString());
    return ScorecardTable.of(now, ScorecardApi.read(api.ask(question)));
  }

  private static void ask(Map<String, String> question, String name, @Nullable String value) {
    if (value != null) {
      question.put(name, value);
    }
  }

  private ScorecardApi api() {
    StackStatus status = data.stack().status();
    Service monitor = status.service(Member.SLA_MONITOR).filter(Service::ready).orElse(null);
    if (monitor == null || status.token() == null) {
      throw new StackException("The SLA monitor is not running; './leadline up' starts it");
    }
    return new ScorecardApi(monitor.url(), status.token());
  }
}
