package dev.leadline.stack.cli;

import dev.leadline.audit.AuditVerifier.Verdict;
import dev.leadline.audit.ChainHead;
import dev.leadline.stack.audit.AuditTrail;
import dev.leadline.stack.audit.KeptHeads;
import dev.leadline.stack.audit.PublishedHeads;
import dev.leadline.stack.local.StackException;
import dev.leadline.stack.local.StackStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Checks and hands over the audit trail.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Checks that the trail of decisions is whole, and hands it over.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A chain is the decisions of one writer; each link holds the hash of the one before it.",
      "Exit codes: 0 every chain is intact, 1 one is broken or could not be read, 2 misused."
    })
final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Checks every chain of the running stack, or of an export, and names the first bad link.",
        "A running stack is also compared with the heads that its services published to Kafka, by"
            + " which a tail shows that was cut off in the database."
      })
  int verify(
      @Mixin DataOption data,
      @Option(
              names = "--export",
              paramLabel = "FILE",
              description = "check this export; nothing has to run")
          @Nullable Path export,
      @Option(
              names = "--heads",
              paramLabel = "FILE",
              description = "compare with these heads too, as 'audit heads' wrote them")
          @Nullable Path kept)
      throws IOException, SQLException {
    List<ChainHead> seen = new ArrayList<>(kept == null ? List.of() : KeptHeads.read(there(kept)));
    List<Verdict> verdicts =
        export == null ? live(data, seen) : AuditTrail.verify(there(export), seen);
    spec.commandLine().getOut().print(AuditText.of(verdicts));
    spec.commandLine().getOut().flush();
    boolean intact = verdicts.stream().allMatch(Verdict.Intact.class::isInstance);
    say(AuditText.summary(verdicts));
    return intact ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Writes every chain of the running stack to a file: JSON lines, first where the chain begins"
            + " and ends, then its links.",
        "It holds the values that decided, so keep it as you keep the leads."
      })
  int export(
      @Mixin DataOption data,
      @Parameters(paramLabel = "FILE", description = "what to write") Path file)
      throws IOException, SQLException {
    long links = AuditTrail.export(running(data).postgres().url(), file);
    say("%d links written to '%s'".formatted(links, file));
    return ExitCode.OK;
  }

  @Command(
      name = "heads",
      mixinStandardHelpOptions = true,
      description = {
        "Prints how far every chain of the running stack goes, a JSON line each.",
        "Kept elsewhere, they show any later change of what was decided until now:"
            + " 'audit verify --heads FILE'."
      })
  int heads(@Mixin DataOption data) throws SQLException {
    PrintWriter out = spec.commandLine().getOut();
    AuditTrail.heads(running(data).postgres().url()).stream()
        .map(KeptHeads::line)
        .forEach(out::println);
    return ExitCode.OK;
  }

  private List<Verdict> live(DataOption data, List<ChainHead> seen) throws SQLException {
    StackStatus status = running(data);
    if (status.kafka().pid() == null) {
      say("Kafka is not running, so published heads are not compared with.");
    } else {
      List<ChainHead> published = PublishedHeads.read(status.kafka().bootstrap());
      say("Comparing with %d published heads.".formatted(published.size()));
      seen.addAll(published);
    }
    return AuditTrail.verify(status.postgres().url(), seen);
  }

  private Path there(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "There is no file '" + file + "'");
    }
    return file;
  }

  private void say(String words) {
    spec.commandLine().getErr().println(words);
  }

  private static StackStatus running(DataOption data) {
    StackStatus status = data.stack().status();
    if (status.postgres().pid() == null) {
      throw new StackException("The stack is not running; './leadline up' starts it");
    }
    return status;
  }
}
