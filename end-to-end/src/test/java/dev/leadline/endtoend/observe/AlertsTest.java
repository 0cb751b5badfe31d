package dev.leadline.endtoend.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.stack.infra.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every alert says how bad it is, whose it is and what to do, and is tried out.
class AlertsTest {
  private static final Set<String> SEVERITIES = Set.of("critical", "warning");
  private static final Set<String> TEAMS = Set.of("sales-ops", "marketing-ops", "platform");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");
  private static final Pattern VARIABLE = Pattern.compile("\\$[A-Z]+");
  private static final List<String> PARTS =
      List.of(
          "## Symptom",
          "## Meaning",
          "## First three commands",
          "## Fix",
          "## How to know it is over");

  static Stream<String> alerts() {
    return AlertRules.alerts().stream().map(alert -> alert.path("alert").asText());
  }

  @Test
  void eachHasARunbookAndEachRunbookAnAlert() {
    assertThat(Runbooks.names()).containsExactlyElementsOf(alerts().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void itSaysHowBadItIsAndWhose(String name) {
    JsonNode alert = named(name);
    assertThat(SEVERITIES).contains(alert.at("/labels/severity").asText());
    assertThat(TEAMS).contains(alert.at("/labels/team").asText());
    assertThat(alert.at("/annotations/summary").asText()).contains("{{");
    assertThat(alert.at("/annotations/description").asText()).isNotBlank();
    assertThat(alert.at("/annotations/runbook").asText())
        .isEqualTo("docs/runbooks/" + name + ".md");
    String board = alert.at("/annotations/dashboard").asText();
    assertThat(Board.all().stream().map(it -> "/d/" + it.uid())).contains(board);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void itsRunbookIsWhole(String name) {
    String page = Runbooks.text(name);
    assertThat(page).startsWith("# " + name + "\n").contains(PARTS);
    assertThat(Runbooks.commands(name)).hasSize(3);
    JsonNode labels = named(name).path("labels");
    assertThat(page)
        .contains(
            "\n" + labels.path("severity").asText() + ", " + labels.path("team").asText() + "\n");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void itsCommandsDoWhatTheySay(String name) {
    assertThat(Runbooks.commands(name))
        .allSatisfy(command -> {
          assertThat(QUOTED.matcher(command).results().map(MatchResult::group))
              .as("what no shell fills in")
              .noneMatch(quoted -> VARIABLE.matcher(quoted).find());
          if (command.startsWith("psql ")) {
            assertThat(command).contains(" -h ", " -p ", " -U ");
          }
          VARIABLE
              .matcher(command)
              .results()
              .map(MatchResult::group)
              .filter(variable -> !variable.equals("$TOKEN"))
              .forEach(variable -> assertThat(Runbooks.text(name)).contains("`" + variable + "`"));
        });
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void itIsSeenFiringAndQuiet(String name) {
    List<Boolean> fires =
        AlertRules.expectations().stream()
            .filter(expected -> expected.path("alertname").asText().equals(name))
            .map(expected -> !expected.path("exp_alerts").isEmpty())
            .toList();
    assertThat(fires).contains(true, false);
  }

  @Test
  void theTestsOfRulesPass() {
    Path promtool = Programs.needed("promtool");
    List<String> command =
        Stream.concat(
                Stream.of(promtool.toString(), "test", "rules"),
                AlertRules.files("tests").stream().map(Path::toString))
            .toList();
    Programs.run(command, "");
  }

  @Test
  void theConfigurationsAreValid() {
    Programs.run(
        List.of(
            Programs.needed("promtool").toString(),
            "check",
            "config",
            AlertRules.folder().resolve("prometheus.yml").toString()),
        "");
    Path alertmanager = Checkout.root().resolve("deploy/alertmanager/alertmanager.yml");
    Programs.run(
        List.of(Programs.needed("amtool").toString(), "check-config", alertmanager.toString()), "");
  }

  private static JsonNode named(String name) {
    return AlertRules.alerts().stream()
        .filter(alert -> alert.path("alert").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
