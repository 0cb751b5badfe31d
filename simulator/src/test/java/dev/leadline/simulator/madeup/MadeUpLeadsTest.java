package dev.leadline.simulator.madeup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.simulator.Period;
import dev.leadline.simulator.Simulation;
import dev.leadline.simulator.history.Recording;
import dev.leadline.simulator.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeUpLeadsTest {
  private static final Path POLICY =
      Path.of(System.getProperty("leadline.root"), "policies", "default");
  private static final int LEADS = 700;

  private Path recording;

  @BeforeEach
  void setUp(@TempDir Path folder) {
    recording = folder.resolve("leads.jsonl.gz");
  }

  @Test
  void areDecidedAgainAsTheyWere() throws IOException {
    // given
    makeUp(recording);
    Policy policy = ((PolicyLoad.Loaded) PolicyLoader.load(POLICY)).policy();
    // when
    Report report = new Simulation(policy, null, Period.ALL).run(new Recording(recording), _ -> {});
    // then
    assertThat(report.totals().leads()).isEqualTo(LEADS);
    assertThat(report.totals().unchanged()).isEqualTo(LEADS);
    assertThat(report.totals().decisionsAfter()).isGreaterThan(4 * LEADS);
  }

  @Test
  void areTheSameEveryTime() throws IOException {
    // given
    Path again = recording.resolveSibling("again.jsonl.gz");
    // when
    makeUp(recording);
    makeUp(again);
    // then
    assertThat(again).hasSameBinaryContentAs(recording);
    assertThat(Files.size(again)).isPositive();
  }

  private static void makeUp(Path file) throws IOException {
    MadeUpLeads.main(POLICY.toString(), Integer.toString(LEADS), file.toString());
  }
}
