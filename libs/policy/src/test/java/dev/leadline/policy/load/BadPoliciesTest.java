package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each directory of `policies/bad` holds files that are wrong and `expected_errors`, all that is
/// said of them. With `-Dleadline.golden=write` the expectation is written anew, to be reviewed.
class BadPoliciesTest {
  @TempDir Path directory;

  static Stream<Path> bad() {
    return TestPolicies.bad();
  }

  @ParameterizedTest
  @MethodSource
  void bad(Path change) throws IOException {
    // given
    Path golden = change.resolve("expected_errors");
    Path policy = TestPolicies.laidOver(change, directory);

    // when
    Rejected rejected = (Rejected) PolicyLoader.load(policy);

    // then
    String said =
        rejected.issues().stream()
            .map(PolicyIssue::toString)
            .collect(Collectors.joining("\n\n", "", "\n"));
    if ("write".equals(System.getProperty("leadline.golden"))) {
      Files.writeString(golden, said);
    }
    assertThat(said).isEqualTo(Files.readString(golden));
  }
}
