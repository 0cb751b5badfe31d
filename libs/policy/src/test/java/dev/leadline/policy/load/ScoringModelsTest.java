package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.FitRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several scoring models in one policy.
class ScoringModelsTest {
  private static final Path SHIPPED = Path.of("../../policies/default");

  @TempDir private Path directory;

  @Test
  void aModelSaysWhatItDoesOtherwiseAndTheRestIsTheFirstOnes() throws IOException {
    // given, when
    Policy policy =
        loaded(
            """
            models:
              - model: enterprise
                when: segment.enterprise
                qualify: {enter: 50, leave: 40}
                fit:
                  - {id: big, when: lead.employees > 10000, points: 60}
                hand-raises:
                  - {id: asked-early, on: demo_requested, holds: P7D}
            """);
    // then
    ScoringPolicy big = policy.scoring().modelOf(lead(5_000));
    assertThat(big.model()).isEqualTo("enterprise");
    assertThat(big.qualify().enter()).isEqualTo(50);
    assertThat(big.engagement()).isEqualTo(policy.scoring().engagement());
    assertThat(big.handRaises())
        .singleElement()
        .satisfies(raise -> assertThat(raise.holds()).isEqualTo(Duration.ofDays(7)));
    assertThat(policy.scoring().modelOf(lead(5)).model()).isEqualTo("default-b2b");
    assertThat(policy.scoring().handRaises())
        .allSatisfy(raise -> assertThat(raise.holds()).isEqualTo(Duration.ofDays(30)));
  }

  @Test
  void aModelCapsTheGroupsOfTheFirstOtherwiseAndHasGroupsOfItsOwn() {
    // given, when
    ScoringPolicy small = TestPolicies.load(TestPolicies.small()).scoring();
    ScoringPolicy large = small.modelOf(lead(10_000));
    // then
    assertThat(small.groups()).isEqualTo(Map.of("size", 60, "web", 70));
    assertThat(large.groups()).isEqualTo(Map.of("size", 60, "web", 50, "events", 20));
    assertThat(small.fit()).extracting(FitRule::group).containsExactly("size");
    assertThat(large.fit()).extracting(FitRule::group).containsOnlyNulls();
    assertThat(large.engagement())
        .extracting(EngagementRule::group)
        .containsExactly("web", "events");
  }

  @Test
  void namesAndRulesAreThereOnceInAllModels() throws IOException {
    // given, when
    PolicyLoad load =
        load(
            """
            models:
              - model: default-b2b
                when: segment.enterprise
                fit:
                  - {id: mid-market-size, when: lead.employees > 10000, points: 60}
            """);
    // then
    assertThat(((PolicyLoad.Rejected) load).issues())
        .extracting(PolicyIssue::message)
        .anyMatch(message -> message.startsWith("There is already a scoring model 'default-b2b'"))
        .anyMatch(
            message -> message.startsWith("There is already a scoring rule 'mid-market-size'"));
  }

  private Policy loaded(String models) throws IOException {
    PolicyLoad load = load(models);
    assertThat(load).as("%s", load).isInstanceOf(PolicyLoad.Loaded.class);
    return ((PolicyLoad.Loaded) load).policy();
  }

  private PolicyLoad load(String models) throws IOException {
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        String more = file.endsWith("scoring.yaml") ? "\n" + models : "";
        Files.writeString(directory.resolve(file.getFileName()), Files.readString(file) + more);
      }
    }
    return PolicyLoader.load(directory);
  }

  private static LeadSnapshot lead(int employees) {
    return new LeadSnapshot(
        new LeadId(new UUID(0, 1)), 1, Instant.EPOCH, Map.of("employees", employees));
  }
}
