package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What can be chosen above a board, and where the services are that its links lead to.
final class Variables {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String ALL = "$__all";

  /// Where the values of a variable come from.
  private static final Map<String, String> QUERIES =
      Map.of(
          "target", "label_values(leadline_sla_clocks_open, target)",
          "segment", "label_values(leadline_scorecard_sla_compliance_ratio{by=\"segment\"}, part)",
          "team", "label_values(leadline_scorecard_sla_compliance_ratio{by=\"team\"}, part)",
          "stage", "label_values(leadline_stage_leads, stage)",
          "commitment", "label_values(leadline_commitment_leads, commitment)",
          "pool", "label_values(leadline_pool_members, pool)",
          "source", "label_values(leadline_quarantine_deliveries, source)",
          "service", "label_values(up{job=\"leadline\"}, service)");

  private static final Map<String, String> SERVICES =
      new TreeMap<>(
          Map.of(
              "intake", "http://127.0.0.1:8081",
              "scoring", "http://127.0.0.1:8082",
              "lifecycle", "http://127.0.0.1:8083",
              "routing", "http://127.0.0.1:8084",
              "sla-monitor", "http://127.0.0.1:8085"));

  private Variables() {}

  /// What is asked for the values of each variable, by its name.
  static Map<String, String> queries() {
    return QUERIES;
  }

  static ArrayNode of(List<String> names) {
    ArrayNode list = JSON.arrayNode();
    list.add(dataSource());
    names.forEach(name -> list.add(name.equals("window") ? window() : query(name)));
    SERVICES.forEach((service, url) -> list.add(constant(constantOf(service), url)));
    return list;
  }

  /// The addresses behind a link such as `routing/api/pools` by what to call them; those of every
  /// service for a link such as `*/q/metrics`.
  static Map<String, String> links(String api) {
    if (!api.startsWith("*/")) {
      return Map.of("API", url(api));
    }
    Map<String, String> links = new TreeMap<>();
    SERVICES.keySet().forEach(it -> links.put("API of " + it, url(it + api.substring(1))));
    return links;
  }

  /// The address behind a link such as `routing/api/pools`.
  static String url(String api) {
    int slash = api.indexOf('/');
    String service = api.substring(0, slash);
    if (!SERVICES.containsKey(service)) {
      throw new IllegalArgumentException("'" + api + "' names no service");
    }
    return "${" + constantOf(service) + "}" + api.substring(slash);
  }

  private static String constantOf(String service) {
    return "url_" + service.replace('-', '_');
  }

  private static ObjectNode dataSource() {
    return variable("datasource", "datasource").put("query", "prometheus").put("label", "Source");
  }

  private static ObjectNode window() {
    ObjectNode window = variable("custom", "window").put("query", "today,7d,28d");
    window.put("label", "Window");
    window.putObject("current").put("text", "7d").put("value", "7d");
    ArrayNode options = window.putArray("options");
    List.of("today", "7d", "28d")
        .forEach(it ->
            options.addObject().put("text", it).put("value", it).put("selected", it.equals("7d")));
    return window;
  }

  private static ObjectNode query(String name) {
    String query = QUERIES.get(name);
    if (query == null) {
      throw new IllegalArgumentException("Nobody knows the variable '" + name + "'");
    }
    ObjectNode variable = variable("query", name).put("definition", query);
    variable.put(
        "label", name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
    variable.put("includeAll", true).put("multi", true).put("allValue", ".*");
    variable.put("refresh", 2).put("sort", 1);
    variable.putObject("query").put("query", query).put("refId", name);
    variable.putObject("current").put("text", "All").put("value", ALL);
    variable.set("datasource", GrafanaBoard.dataSource());
    return variable;
  }

  private static ObjectNode constant(String name, String value) {
    ObjectNode constant = variable("constant", name).put("query", value).put("skipUrlSync", true);
    constant.put("hide", 2).putObject("current").put("text", value).put("value", value);
    return constant;
  }

  private static ObjectNode variable(String type, String name) {
    return JSON.objectNode().put("type", type).put("name", name);
  }
}
