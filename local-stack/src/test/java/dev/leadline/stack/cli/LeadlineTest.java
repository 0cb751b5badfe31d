package dev.leadline.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.AuditVerifier;
import dev.leadline.audit.ChainHead;
import dev.leadline.audit.ExportLine;
import dev.leadline.stack.infra.Checkout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LeadlineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "up --help",
        "down --help",
        "status --help",
        "scorecard --help",
        "bench --help",
        "bench clocks --help",
        "bench simulation --help",
        "policy --help",
        "policy check --help",
        "policy describe --help",
        "clock --help",
        "audit --help",
        "audit verify --help",
        "audit export --help",
        "audit heads --help",
        "dead-letters --help",
        "dead-letters retry --help"
      })
  void everyCommandHelps(String arguments) {
    assertThat(run(arguments.split(" ", -1))).isZero();
    assertThat(out.toString()).startsWith("Usage: leadline");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "upp",
        "up --data",
        "policy",
        "policy check",
        "policy describe",
        "clock",
        "audit",
        "audit verify --export there-is-no-such-file",
        "dead-letters --service nobody",
        "dead-letters retry",
        "dead-letters retry --all 7",
        "status x"
      })
  void misuseIsToldAndEndsWithTwo(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("leadline");
  }

  @Test
  void statusOfNothingIsAnAnswer() {
    assertThat(run("status", "--json", "--data", folder.toString())).isZero();
    assertThat(out.toString()).contains("\"state\" : \"stopped\"");
  }

  @Test
  void downOfNothingIsFine() {
    assertThat(run("down", "--data", folder.toString())).isZero();
    assertThat(err.toString()).isEqualToIgnoringNewLines("Nothing was running.");
  }

  @Test
  void aGoodPolicyIsToldWithItsVersion() {
    assertThat(run("policy", "check", Checkout.root().resolve("policies/default").toString()))
        .isZero();
    assertThat(out.toString()).matches("(?s).*policy [0-9a-z:-]+ can be used\\R");
  }

  @Test
  void aPolicyDirectoryWithoutAPolicyFails() {
    assertThat(run("policy", "check", folder.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("routing.yaml");
  }

  @Test
  void aPolicyIsWrittenDownForPeople() {
    assertThat(run("policy", "describe", Checkout.root().resolve("policies/default").toString()))
        .isZero();
    assertThat(out.toString()).startsWith("# Policy").contains("stateDiagram-v2", "### mql");
    assertThat(err.toString()).isEmpty();
    assertThat(run("policy", "describe", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("routing.yaml");
  }

  @Test
  void aPolicyDirectoryThatIsNotThereIsMisuse() {
    assertThat(run("policy", "check", folder.resolve("no").toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("Policy directory '" + folder.resolve("no") + "' is not there");
  }

  @Test
  void aClockAnswersLineByLine() {
    // given
    String lines =
        """
        {"calendar":{"zone":"UTC","hours":{"mon":[["09:00","17:00"]]}},"start":"2026-11-21T15:00:00Z","budget":"PT4H"}

        {"calendar":"always","start":"2026-11-21T15:00:00Z","budget":"PT4H"}
        """;
    // when
    int exitCode = runWith(lines, "clock", "due");
    // then
    assertThat(exitCode).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "{\"due\":\"2026-11-23T13:00:00Z\"}{\"due\":\"2026-11-21T19:00:00Z\"}");
  }

  @Test
  void aLineThatCannotBeAnsweredIsToldInPlaceAndFails() {
    // when
    int exitCode =
        runWith(
            "nonsense\n{\"calendar\":\"always\",\"start\":\"2026-11-21T15:00:00Z\",\"end\":\"2026-11-21T16:00:00Z\"}\n",
            "clock",
            "elapsed");
    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("{\"error\":"),
            second -> assertThat(second).isEqualTo("{\"elapsed\":\"PT1H\"}"));
  }

  @Test
  void theTrailOfAStackThatDoesNotRunCannotBeVerified() {
    assertThat(run("audit", "verify", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("The stack is not running; './leadline up' starts it");
  }

  @Test
  void anExportIsVerifiedAndTheExitCodeSaysWhatCameOfIt() throws IOException {
    Path export = folder.resolve("export.jsonl");
    ChainHead start = AuditVerifier.genesis("routing:requests");

    Files.writeString(export, new ExportLine.Beginning(start, start).text() + "\n");
    assertThat(run("audit", "verify", "--export", export.toString())).isZero();
    assertThat(err.toString()).isEqualToIgnoringNewLines("1 chain, intact.");

    Files.writeString(export, "rubbish\n");
    assertThat(run("audit", "verify", "--export", export.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("BROKEN");
  }

  private int runWith(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private int run(String... arguments) {
    CommandLine leadline = Leadline.commandLine();
    return leadline
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
