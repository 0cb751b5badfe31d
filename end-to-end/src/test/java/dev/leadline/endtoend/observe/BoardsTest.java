package dev.leadline.endtoend.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The JSON that Grafana mounts is what the boards say. Run with `-Dleadline.boards=write` to write
/// it anew.
class BoardsTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Stream<Board> boards() {
    return Board.all().stream();
  }

  @Test
  void theCommittedJsonIsThatOfTheBoards() throws IOException {
    Map<Path, String> made = new TreeMap<>();
    for (Board board : Board.all()) {
      made.put(file(board.uid()), JSON.writeValueAsString(GrafanaBoard.of(board)) + "\n");
    }
    made.put(file("leadline-runbooks"), JSON.writeValueAsString(Runbooks.board()) + "\n");
    if ("write".equals(System.getProperty("leadline.boards"))) {
      for (var each : made.entrySet()) {
        Files.writeString(each.getKey(), each.getValue());
      }
    }
    try (Stream<Path> committed = Files.list(Board.folder().resolve("dashboards"))) {
      assertThat(committed).containsExactlyInAnyOrderElementsOf(made.keySet());
    }
    for (var each : made.entrySet()) {
      assertThat(each.getKey()).hasContent(each.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyPanelSaysWhatItShowsInWhichUnitAndWhatToDo(Board board) {
    assertThat(board.panels())
        .allSatisfy(panel -> {
          assertThat(panel.description()).as(panel.title()).hasSizeGreaterThan(20).endsWith(".");
          assertThat(panel.unit()).as(panel.title()).isNotBlank();
          assertThat(Runbooks.names()).as(panel.title()).contains(panel.runbook());
          assertThat(panel.queries()).as(panel.title()).isNotEmpty();
        });
    assertThat(board.panels()).extracting(Board.Panel::title).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("boards")
  void panelsFillTheirRowsAndDoNotOverlap(Board board) {
    boolean[][] taken = new boolean[200][24];
    for (JsonNode panel : GrafanaBoard.of(board).path("panels")) {
      JsonNode at = panel.path("gridPos");
      for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
        for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
          assertThat(taken[y][x]).as("%s at %d, %d", panel.path("title"), x, y).isFalse();
          taken[y][x] = true;
        }
      }
    }
    for (boolean[] line : taken) {
      for (int x = 1; x < 24; x++) {
        assertThat(line[x]).as("gap in " + board.title()).isEqualTo(line[0]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyVariableThatAnExpressionNamesCanBeChosen(Board board) {
    assertThat(board.panels())
        .flatExtracting(Board.Panel::queries)
        .allSatisfy(query -> {
          String text = query.expr();
          for (String variable : board.variables()) {
            text = text.replace("$" + variable, "");
          }
          assertThat(text).doesNotContain("$");
        });
  }

  private static Path file(String uid) {
    return Board.folder().resolve("dashboards").resolve(uid + ".json");
  }
}
