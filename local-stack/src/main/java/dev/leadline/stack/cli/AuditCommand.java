package dev.leadline.stack.cli;

import dev.leadline.audit.AuditVerifier.Verdict;
import dev.leadline.stack.audit.AuditTrail;
import dev.leadline.stack.audit.ChainVerdict;
import dev.leadline.stack.local.StackException;
import dev.leadline.stack.local.StackStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
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

/// Checks the audit trail.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Checks that the trail of decisions is whole.",
    synopsisSubcommandLabel = "COMMAND")
final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description =
          "Checks every chain of the running stack, or of an export, and names the first bad link.")
  int verify(
      @Mixin DataOption data,
      @Option(
              names = "--export",
              paramLabel = "FILE",
              description = "check this export; nothing has to run")
          @Nullable Path export)
      throws IOException, SQLException {
    List<ChainVerdict> verdicts =
        export == null ? AuditTrail.verify(postgres(data)) : AuditTrail.verify(export);
    PrintWriter out = spec.commandLine().getOut();
    verdicts.forEach(verdict -> out.println(text(verdict)));
    boolean intact = verdicts.stream().allMatch(one -> one.verdict() instanceof Verdict.Intact);
    spec.commandLine().getErr().println(summary(verdicts.size(), intact));
    return intact ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Writes every link of every chain of the running stack, a JSON line each.")
  int export(
      @Mixin DataOption data,
      @Parameters(paramLabel = "FILE", description = "what to write") Path file)
      throws IOException, SQLException {
    long links = AuditTrail.export(postgres(data), file);
    spec.commandLine().getErr().printf("%d links written to '%s'%n", links, file);
    return ExitCode.OK;
  }

  private static String postgres(DataOption data) {
    StackStatus status = data.stack().status();
    if (status.postgres().pid() == null) {
      throw new StackException("The stack is not running; './leadline up' starts it");
    }
    return status.postgres().url();
  }

  private static String text(ChainVerdict verdict) {
    return switch (verdict.verdict()) {
      case Verdict.Intact(var head) ->
          "intact  %s  %d links  %s".formatted(head.chain(), head.sequence(), head.hash());
      case Verdict.Broken(var chain, var sequence, var problem) ->
          "BROKEN  %s  at link %d: %s".formatted(chain, sequence, problem);
    };
  }

  private static String summary(int chains, boolean intact) {
    return chains == 0
        ? "There are no chains yet."
        : "%d chains, %s.".formatted(chains, intact ? "all of them intact" : "not all intact");
  }
}
