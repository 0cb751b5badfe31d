package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadline.stack.infra.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The pages of docs/runbooks, as a board of their own, so that a link of a panel finds them
/// wherever the boards are mounted.
final class Runbooks {
  private static final String UID = "leadline-runbooks";
  private static final int HEIGHT = 18;

  private Runbooks() {}

  static Path folder() {
    return Checkout.root().resolve("docs/runbooks");
  }

  /// The names of the alerts that have a page, in order.
  static List<String> names() {
    try (Stream<Path> pages = Files.list(folder())) {
      return pages
          .map(page -> page.getFileName().toString())
          .filter(page -> page.startsWith("Leadline"))
          .map(page -> page.replace(".md", ""))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Where a page is within Grafana.
  static String url(String name) {
    return "/d/" + UID + "?viewPanel=" + id(name);
  }

  static ObjectNode board() {
    ObjectNode json =
        GrafanaBoard.frame(UID, "Leadline - Runbooks", "What to do about each alert.");
    json.putObject("templating").putArray("list");
    json.withObject("annotations").putArray("list");
    ArrayNode panels = json.putArray("panels");
    for (String name : names()) {
      int index = id(name) - 1;
      ObjectNode panel = panels.addObject().put("id", id(name)).put("type", "text");
      panel.put("title", name);
      panel
          .putObject("gridPos")
          .put("x", index % 2 * 12)
          .put("y", index / 2 * HEIGHT)
          .put("w", 12)
          .put("h", HEIGHT);
      panel.putObject("options").put("mode", "markdown").put("content", text(name));
    }
    return json;
  }

  static String text(String name) {
    try {
      return Files.readString(folder().resolve(name + ".md"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The commands that a page begins with.
  static List<String> commands(String name) {
    String page = text(name);
    return page.substring(page.indexOf("```") + 3, page.lastIndexOf("```"))
        .strip()
        .lines()
        .toList();
  }

  private static int id(String name) {
    int index = names().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("docs/runbooks has no page '" + name + "'");
    }
    return index + 1;
  }
}
