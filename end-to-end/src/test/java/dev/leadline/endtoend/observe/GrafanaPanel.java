package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadline.endtoend.observe.Board.Drill;
import dev.leadline.endtoend.observe.Board.Kind;
import dev.leadline.endtoend.observe.Board.Panel;
import dev.leadline.endtoend.observe.Board.Query;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes one panel as Grafana reads it.
final class GrafanaPanel {
  private static final Map<Kind, String> TYPES =
      Map.of(
          Kind.stat, "stat",
          Kind.bars, "bargauge",
          Kind.lines, "timeseries",
          Kind.stacked, "timeseries",
          Kind.table, "table");

  private GrafanaPanel() {}

  static ObjectNode of(Panel panel, int id) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
    json.put("type", TYPES.get(panel.kind())).put("title", panel.title());
    json.put("description", panel.description());
    json.set("datasource", GrafanaBoard.dataSource());
    link(json.putArray("links"), "Runbook", Runbooks.url(panel.runbook()));
    links(json.withArray("links"), panel.api());
    targets(json.putArray("targets"), panel);
    ObjectNode field = json.putObject("fieldConfig");
    defaults(field.putObject("defaults"), panel);
    overrides(field.putArray("overrides"), panel);
    options(json.putObject("options"), panel);
    if (panel.kind() == Kind.table) {
      merge(json.putArray("transformations"), panel.queries());
    }
    return json;
  }

  private static void links(ArrayNode links, String api) {
    Variables.links(api).forEach((title, url) -> link(links, title, url));
  }

  private static void link(ArrayNode links, String title, String url) {
    links.addObject().put("title", title).put("url", url).put("targetBlank", true);
  }

  private static void targets(ArrayNode targets, Panel panel) {
    boolean now = panel.kind() != Kind.lines && panel.kind() != Kind.stacked;
    for (Query query : panel.queries()) {
      ObjectNode target = targets.addObject().put("refId", refId(targets.size()));
      target.put("expr", query.expr()).put("legendFormat", query.legend());
      target.put("instant", now && panel.kind() != Kind.stat);
      target.put("range", !now || panel.kind() == Kind.stat);
      target.put("format", panel.kind() == Kind.table ? "table" : "time_series");
      target.set("datasource", GrafanaBoard.dataSource());
    }
  }

  private static void defaults(ObjectNode defaults, Panel panel) {
    defaults.put("unit", panel.unit());
    if (panel.unit().equals("percentunit") && panel.kind() != Kind.stat) {
      defaults.put("min", 0).put("max", 1);
    }
    ArrayNode steps = defaults.putObject("thresholds").put("mode", "absolute").putArray("steps");
    Map<String, Double> thresholds = panel.thresholds();
    if (thresholds == null || panel.kind() == Kind.table) {
      steps.addObject().put("color", "blue").putNull("value");
    } else {
      steps(steps, thresholds);
    }
    boolean curves = panel.kind() == Kind.lines || panel.kind() == Kind.stacked;
    defaults.putObject("color").put("mode", curves ? "palette-classic" : "thresholds");
    if (curves) {
      curves(defaults.putObject("custom"), panel);
    }
    if (panel.kind() == Kind.stat) {
      links(defaults.putArray("links"), panel.api());
    }
  }

  private static void steps(ArrayNode steps, Map<String, Double> thresholds) {
    thresholds.forEach((color, from) -> step(steps, color, from));
  }

  /// The first colour is that of everything below the second.
  private static void step(ArrayNode steps, String color, double from) {
    ObjectNode step = steps.addObject().put("color", color);
    if (steps.size() == 1) {
      step.putNull("value");
    } else {
      step.put("value", from);
    }
  }

  private static void curves(ObjectNode custom, Panel panel) {
    boolean stacked = panel.kind() == Kind.stacked;
    custom.put("drawStyle", "line").put("lineWidth", stacked ? 1 : 2);
    custom.put("fillOpacity", stacked ? 40 : 0).put("showPoints", "never");
    custom.put("spanNulls", false);
    custom.putObject("stacking").put("mode", stacked ? "normal" : "none").put("group", "A");
    custom.putObject("thresholdsStyle").put("mode", panel.thresholds() == null ? "off" : "dashed");
  }

  private static void overrides(ArrayNode overrides, Panel panel) {
    @Nullable Drill drill = panel.drill();
    if (drill != null) {
      ArrayNode properties = column(overrides, drill.label());
      ObjectNode property = properties.addObject().put("id", "links");
      link(property.putArray("value"), drill.title(), Variables.url(drill.url()));
    }
    @Nullable Map<String, Double> thresholds = panel.thresholds();
    if (thresholds != null && panel.kind() == Kind.table) {
      ArrayNode properties = column(overrides, panel.queries().getLast().legend());
      ObjectNode property = properties.addObject().put("id", "thresholds");
      steps(property.putObject("value").put("mode", "absolute").putArray("steps"), thresholds);
      properties
          .addObject()
          .put("id", "custom.cellOptions")
          .putObject("value")
          .put("type", "color-background");
    }
  }

  private static ArrayNode column(ArrayNode overrides, String name) {
    ObjectNode override = overrides.addObject();
    override.putObject("matcher").put("id", "byName").put("options", name);
    return override.putArray("properties");
  }

  private static void options(ObjectNode options, Panel panel) {
    switch (panel.kind()) {
      case stat -> {
        lastValue(options);
        options.put("colorMode", panel.thresholds() == null ? "none" : "background");
        options.put("graphMode", panel.queries().size() == 1 ? "area" : "none");
        options.put("textMode", panel.queries().size() == 1 ? "auto" : "value_and_name");
      }
      case bars -> {
        lastValue(options);
        options.put("orientation", "horizontal").put("displayMode", "gradient");
      }
      case lines, stacked -> {
        ObjectNode legend = options.putObject("legend").put("displayMode", "list");
        legend.put("placement", "bottom").put("showLegend", true);
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
      }
      case table -> options.put("showHeader", true);
    }
  }

  private static void lastValue(ObjectNode options) {
    options.putObject("reduceOptions").putArray("calcs").add("lastNotNull");
  }

  /// Makes one row of what the queries say of one label.
  private static void merge(ArrayNode transformations, List<Query> queries) {
    transformations.addObject().put("id", "merge").putObject("options");
    ObjectNode organize = transformations.addObject().put("id", "organize");
    ObjectNode options = organize.putObject("options");
    options.putObject("excludeByName").put("Time", true);
    ObjectNode names = options.putObject("renameByName");
    for (int i = 0; i < queries.size(); i++) {
      String column = queries.size() == 1 ? "Value" : "Value #" + refId(i + 1);
      names.put(column, queries.get(i).legend());
    }
  }

  private static String refId(int number) {
    return String.valueOf((char) ('A' + number - 1));
  }
}
