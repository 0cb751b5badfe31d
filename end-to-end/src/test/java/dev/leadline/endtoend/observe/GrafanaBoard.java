package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadline.endtoend.observe.Board.Panel;
import dev.leadline.endtoend.observe.Board.Row;

/// Writes boards as Grafana reads them: the JSON of a dashboard, schema version 39 (Grafana 11).
final class GrafanaBoard {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// What marks the curves of every board.
  static final String ANNOTATION = "ALERTS{alertname=~\"Leadline.*\", alertstate=\"firing\"}";

  private static final int COLUMNS = 24;

  private GrafanaBoard() {}

  static ObjectNode of(Board board) {
    ObjectNode json = frame(board.uid(), board.title(), board.description());
    json.putObject("templating").set("list", Variables.of(board.variables()));
    Place place = new Place(json.putArray("panels"));
    board.rows().forEach(place::row);
    return json;
  }

  /// What every dashboard has, panels apart.
  static ObjectNode frame(String uid, String title, String description) {
    ObjectNode json = JSON.objectNode();
    json.put("uid", uid).put("title", title).put("description", description);
    json.putArray("tags").add("leadline");
    json.put("schemaVersion", 39).put("editable", true).put("graphTooltip", 1);
    json.put("refresh", "30s").put("timezone", "browser");
    json.putObject("time").put("from", "now-24h").put("to", "now");
    ObjectNode boards = json.putArray("links").addObject();
    boards.put("type", "dashboards").put("title", "Leadline").put("asDropdown", true);
    boards.put("keepTime", true).putArray("tags").add("leadline");
    ObjectNode alerts = json.putObject("annotations").putArray("list").addObject();
    alerts.put("name", "Alerts").put("enable", true).put("iconColor", "red");
    alerts.put("expr", ANNOTATION);
    alerts.put("titleFormat", "{{alertname}}").set("datasource", dataSource());
    return json;
  }

  static ObjectNode dataSource() {
    return JSON.objectNode().put("type", "prometheus").put("uid", "${datasource}");
  }

  /// Where the next panel goes.
  private static final class Place {
    private final ArrayNode panels;
    private int nextId = 1;
    private int x;
    private int y;

    Place(ArrayNode panels) {
      this.panels = panels;
    }

    void row(Row row) {
      ObjectNode header = panels.addObject().put("id", nextId++).put("type", "row");
      header.put("title", row.title()).put("collapsed", false).putArray("panels");
      header.set("gridPos", at(0, COLUMNS, 1));
      x = 0;
      y++;
      for (Panel panel : row.panels()) {
        if (x + panel.width() > COLUMNS) {
          x = 0;
          y += row.height();
        }
        ObjectNode json = GrafanaPanel.of(panel, nextId++);
        json.set("gridPos", at(x, panel.width(), row.height()));
        panels.add(json);
        x += panel.width();
      }
      y += row.height();
    }

    private ObjectNode at(int left, int width, int height) {
      return JSON.objectNode().put("x", left).put("y", y).put("w", width).put("h", height);
    }
  }
}
