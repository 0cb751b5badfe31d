package dev.leadline.sla;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.policy.time.json.ClockLines;
import dev.leadline.sla.clock.DocumentedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of docs/sla.md say the truth.
class SlaDocTest {
  private static final Pattern COMMAND =
      Pattern.compile(
          "^\\$ \\./leadline clock (due|elapsed) <<< '(.*)'\\n(.*)$", Pattern.MULTILINE);
  private static final Pattern CLOCK =
      Pattern.compile("^```clock\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  static Stream<MatchResult> commands() throws IOException {
    return COMMAND.matcher(page()).results();
  }

  static Stream<String> clocks() throws IOException {
    return CLOCK.matcher(page()).results().map(example -> example.group(1));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandAnswersAsThePageSays(MatchResult command) {
    // when
    String answer =
        new ClockLines().answer(command.group(1), command.group(2), _ -> Optional.empty());

    // then
    assertThat(answer).isEqualTo(command.group(3));
  }

  @ParameterizedTest
  @MethodSource("clocks")
  void aClockStandsAsThePageSays(String example) {
    // given
    DocumentedClock clock =
        new DocumentedClock(SlaPolicies.with(Duration.ofHours(4), new Hours.Owner()));

    // then
    for (String line : example.lines().toList()) {
      if (line.startsWith("= ")) {
        List<String> claims = List.of(line.substring(2).split(", "));
        assertThat(clock.words()).as(example).containsAll(claims);
      } else {
        clock.tell(line);
      }
    }
  }

  @Test
  void theExamplesAreFound() throws IOException {
    assertThat(commands()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(clocks()).hasSizeGreaterThanOrEqualTo(7);
  }

  private static String page() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("leadline.root", "..")).resolve("docs/sla.md"));
  }
}
