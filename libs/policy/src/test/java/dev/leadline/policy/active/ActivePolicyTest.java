package dev.leadline.policy.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.policy.active.ActivePolicy.RejectedPolicyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivePolicyTest {
  private static final Path SMALL = Path.of("src/test/resources/policies/small");

  @Test
  void aGoodPolicyIsServed() {
    assertThat(new ActivePolicy(SMALL.toString()).get().scoring().model()).isEqualTo("small");
  }

  @Test
  void aBadPolicyStopsTheStartAndSaysAllThatIsWrong(@TempDir Path directory) throws Exception {
    // given
    for (String file :
        List.of(
            "fields",
            "taxonomy",
            "segments",
            "scoring",
            "lifecycle",
            "routing",
            "reps",
            "calendars")) {
      Files.copy(SMALL.resolve(file + ".yaml"), directory.resolve(file + ".yaml"));
    }
    Files.writeString(directory.resolve("lists.yaml"), "competitors: rival.example\nemea: []\n");

    // then
    assertThatThrownBy(() -> new ActivePolicy(directory.toString()))
        .isInstanceOf(RejectedPolicyException.class)
        .hasMessage(
            """
            Policy '%s' cannot be used:

            error: lists.yaml:1:14: 'rival.example' is not a list
             | competitors: rival.example
             |              ^

            error: sla.yaml:1:1: The file is missing
            """
                .formatted(directory));
  }
}
