package dev.leadline.policy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.leadline.policy.PolicyIssue;
import dev.leadline.policy.PolicyLoad.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedPoliciesTest {
  private static final int ROUNDS = 40;
  private static final String NOT_YAML = "This is not YAML";
  private static final List<String> FILES =
      List.of(
          "fields",
          "taxonomy",
          "lists",
          "segments",
          "scoring",
          "lifecycle",
          "routing",
          "reps",
          "sla",
          "calendars");
  private static final List<String> SCRAPS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          "- ",
          "'",
          "\"",
          "\n",
          "  ",
          "\t",
          "#",
          "&a ",
          "*a",
          "!",
          "|",
          ">",
          "~",
          "null",
          "0",
          "-1",
          "P1D",
          "%",
          "\\",
          "é",
          "😀",
          "\0",
          "when: ",
          "&&",
          "lead.",
          "99999999999999999999");

  @TempDir Path directory;

  static List<Long> seeds() {
    return List.of(20_261_121L, 20_261_122L);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aDamagedPolicyIsRefusedOrReadButNeverThrows(long seed) throws IOException {
    // given
    Random random = new Random(seed);

    for (int round = 0; round < ROUNDS; round++) {
      TestPolicies.laidOver(TestPolicies.small(), directory);
      Path file = directory.resolve(FILES.get(random.nextInt(FILES.size())) + ".yaml");
      String damaged = damaged(Files.readString(file), random);
      Files.writeString(file, damaged);

      // then
      assertThatCode(() -> check(directory)).as(damaged).doesNotThrowAnyException();
    }
  }

  private static void check(Path directory) {
    if (PolicyLoader.load(directory) instanceof Rejected(List<PolicyIssue> issues)) {
      assertThat(issues)
          .isNotEmpty()
          .allSatisfy(issue -> {
            assertThat(issue.line()).isPositive();
            assertThat(issue.column()).isPositive();
            assertThat(issue.message())
                .as("what stands in for a value that cannot be read is never spoken of")
                .matches(said -> said.startsWith(NOT_YAML) || !said.contains("'?'"));
          });
    }
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.insert(at, SCRAPS.get(random.nextInt(SCRAPS.size())));
        case 1 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(12)));
        default -> damaged.setCharAt(at, damaged.charAt(random.nextInt(damaged.length())));
      }
      if (damaged.isEmpty()) {
        damaged.append('\n');
      }
    }
    return damaged.toString();
  }
}
