package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad.Loaded;
import dev.leadline.policy.PolicyLoad.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each directory of `policies/bad` holds files that are wrong and `expected_errors`, all that is
/// said of them; each of `policies/warned` files that can be used and `expected_warnings`. With
/// `-Dleadline.golden=write` the expectation is written anew, to be reviewed.
class BadPoliciesTest {
  @TempDir Path directory;

  static Stream<Path> bad() {
    return TestPolicies.bad();
  }

  static Stream<Path> warned() {
    return TestPolicies.warned();
  }

  @ParameterizedTest
  @MethodSource
  void bad(Path change) throws IOException {
    // given
    Path policy = TestPolicies.laidOver(change, directory);

    // when
    Rejected rejected = (Rejected) PolicyLoader.load(policy);

    // then
    assertSaid(rejected.issues(), change.resolve("expected_errors"));
  }

  @ParameterizedTest
  @MethodSource
  void warned(Path change) throws IOException {
    // given
    Path policy = TestPolicies.laidOver(change, directory);

    // when
    Loaded loaded = (Loaded) PolicyLoader.load(policy);

    // then
    assertThat(loaded.warnings()).isNotEmpty();
    assertSaid(loaded.warnings(), change.resolve("expected_warnings"));
  }

  private static void assertSaid(List<PolicyIssue> issues, Path golden) throws IOException {
    String said =
        issues.stream().map(PolicyIssue::toString).collect(Collectors.joining("\n\n", "", "\n"));
    if ("write".equals(System.getProperty("leadline.golden"))) {
      Files.writeString(golden, said);
    }
    assertThat(said).isEqualTo(Files.readString(golden));
  }
}
