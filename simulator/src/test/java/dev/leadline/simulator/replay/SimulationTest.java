package dev.leadline.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.simulator.Period;
import dev.leadline.simulator.Simulation;
import dev.leadline.simulator.history.Recording;
import dev.leadline.simulator.report.HtmlReport;
import dev.leadline.simulator.report.JsonReport;
import dev.leadline.simulator.report.Report;
import dev.leadline.simulator.report.TextReport;
import dev.leadline.testsupport.LeadBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A policy tried on recorded leads.
class SimulationTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("leadline.root"), "policies", "default");

  @TempDir private Path folder;
  private Recording recording;

  @BeforeEach
  void record() throws IOException {
    LiveSystem system = new LiveSystem(policy(SHIPPED), new Random(11), LeadBuilder.MONDAY_MORNING);
    new RandomDays(system, new Random(12)).go(400);
    Path file = folder.resolve("recording.jsonl");
    system.record(file);
    recording = new Recording(file);
  }

  @Test
  void theRecordedPolicyChangesNothing() throws IOException {
    // when
    Report report = simulated(policy(SHIPPED));
    // then
    assertThat(report.isSame()).isTrue();
    assertThat(report.totals().leads()).isGreaterThan(50);
    assertThat(report.moves()).isEmpty();
  }

  @Test
  void leadsGoWhereTheTriedRuleSends() throws IOException {
    // when
    Report report = simulated(tried("to: {pool: inbound}}", "to: {queue: triage}}"));
    // then
    assertThat(report.isSame()).isFalse();
    assertThat(report.moves())
        .isNotEmpty()
        .anySatisfy(move -> {
          assertThat(move.from()).isEqualTo("inbound");
          assertThat(move.to()).isEqualTo("queue triage");
        });
    assertThat(report.examples()).isNotEmpty();
  }

  @Test
  void theSameRecordingGivesTheSameBytes() throws IOException {
    // given
    Policy tried = tried("to: {pool: inbound}}", "to: {queue: triage}}");
    // when
    String once = text(simulated(tried));
    String again = text(simulated(tried));
    // then
    assertThat(again).isEqualTo(once);
  }

  @Test
  void aPolicyAgainstItselfDiffersInNothing() throws IOException {
    // given
    Policy tried = tried("to: {pool: inbound}}", "to: {queue: triage}}");
    // when
    Report report = new Simulation(tried, tried, Period.ALL).run(recording, _ -> {});
    // then
    assertThat(report.isSame()).isTrue();
  }

  private static String text(Report report) {
    return TextReport.of(report) + JsonReport.of(report) + HtmlReport.of(report);
  }

  private Report simulated(Policy policy) throws IOException {
    return new Simulation(policy, null, Period.ALL).run(recording, _ -> {});
  }

  private Policy tried(String instead, String of) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("tried"));
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        Files.writeString(
            copy.resolve(file.getFileName()),
            file.endsWith("routing.yaml")
                ? text.replace("id: everyone-else, " + instead, "id: everyone-else, " + of)
                : text);
      }
    }
    return policy(copy);
  }

  private static Policy policy(Path directory) {
    PolicyLoad load = PolicyLoader.load(directory);
    assertThat(load).isInstanceOf(PolicyLoad.Loaded.class);
    return ((PolicyLoad.Loaded) load).policy();
  }
}
