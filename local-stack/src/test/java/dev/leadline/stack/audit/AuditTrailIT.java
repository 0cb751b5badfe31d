package dev.leadline.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.AuditVerifier.Verdict;
import dev.leadline.audit.ChainHead;
import dev.leadline.audit.DecisionLog;
import dev.leadline.audit.DecisionRecord;
import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import dev.leadline.stack.infra.FreePorts;
import dev.leadline.stack.infra.PostgresServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailIT {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir private static Path folder;
  private static PostgresServer server;

  @BeforeAll
  static void decide() throws Exception {
    server =
        PostgresServer.in(folder.resolve("postgres"), FreePorts.any())
            .start()
            .withDatabases(PostgresServer.SERVICE_DATABASES);
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl("routing"));
        Statement statement = connection.createStatement()) {
      for (String migration : List.of("V0_2__decisions.sql", "V0_4__decisions_by_month.sql")) {
        try (InputStream tables = DecisionLog.class.getResourceAsStream("/db/audit/" + migration)) {
          statement.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      connection.setAutoCommit(false);
      DecisionLog.append(connection, "routing:leadline.intake.v1:0", decisions(1, 3));
      DecisionLog.append(connection, "routing:requests", decisions(4, 2));
      connection.commit();
    }
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void theChainsOfARunningStackAreVerified() throws Exception {
    // when
    List<Verdict> verdicts = AuditTrail.verify(server.jdbcUrl("postgres"), List.of());
    // then
    assertThat(verdicts)
        .extracting(Verdict::chain)
        .containsExactly("routing:leadline.intake.v1:0", "routing:requests");
    assertThat(verdicts).allMatch(Verdict.Intact.class::isInstance);
  }

  @Test
  void aHeadThatWasKeptElsewhereShowsWhatWasCutOff() throws Exception {
    // given
    Path file = folder.resolve("heads.jsonl");
    ChainHead further = new ChainHead("routing:requests", 4, "00".repeat(32));
    Files.writeString(file, KeptHeads.line(further) + "\n\n");
    // when
    List<Verdict> verdicts = AuditTrail.verify(server.jdbcUrl("postgres"), KeptHeads.read(file));
    // then
    assertThat(verdicts.getLast())
        .isEqualTo(
            new Verdict.Broken(
                "routing:requests", 3, "chain ends at link 2 and was seen to reach link 4"));
  }

  @Test
  void anExportIsVerifiedWithoutADatabase() throws Exception {
    // given
    Path export = folder.resolve("whole.jsonl");
    // when
    long links = AuditTrail.export(server.jdbcUrl("postgres"), export);
    // then
    assertThat(links).isEqualTo(5);
    assertThat(AuditTrail.verify(export, AuditTrail.heads(server.jdbcUrl("postgres"))))
        .isEqualTo(AuditTrail.verify(server.jdbcUrl("postgres"), List.of()));
  }

  @Test
  void theFirstBadLinkOfAnExportIsNamedAndTheOtherChainsAreStillVerified() throws Exception {
    // given
    Path export = folder.resolve("tampered.jsonl");
    AuditTrail.export(server.jdbcUrl("postgres"), export);
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(export));
    lines.set(2, lines.get(2).replace("assigned", "queued"));
    Files.write(export, lines);
    // when
    List<Verdict> verdicts = AuditTrail.verify(export, List.of());
    // then
    assertThat(verdicts).hasSize(2);
    assertThat(verdicts.getFirst())
        .isInstanceOfSatisfying(
            Verdict.Broken.class, broken -> assertThat(broken.sequence()).isEqualTo(2));
    assertThat(verdicts.getLast()).isInstanceOf(Verdict.Intact.class);
  }

  private static List<DecisionRecord> decisions(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(number -> {
          UUID cause = DerivedIds.ofText("cause-" + number);
          return new DecisionRecord(
              DerivedIds.derive(cause, "decision", 0),
              LeadId.firstSeen(NOW, cause),
              "routing",
              NOW,
              NOW,
              "p1",
              cause,
              "delivery-" + number,
              Actor.system("routing"),
              "assigned",
              List.of(Reason.matched("everyone-else", "")),
              "digest");
        })
        .toList();
  }
}
