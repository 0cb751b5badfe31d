package dev.leadline.endtoend.observe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What `promtool check metrics` says of metrics.
final class PromtoolLint {
  private static final String COUNT =
      "non-histogram and non-summary metrics should not have \"_count\" suffix";
  private static final String MILLISECONDS =
      "use base unit \"seconds\" instead of \"milliseconds\"";
  private static final String NO_HELP = "no help text";
  private static final String CAMEL =
      "label names should be written in 'snake_case' not 'camelCase'";

  /// What it says of metrics that Quarkus and Micrometer name, which are left the names that people
  /// and boards elsewhere know them by. By complaint.
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          // The connection pools', named by Agroal's MBean; the JVM's, named by Micrometer.
          COUNT,
          Set.of(
              "agroal_active_count",
              "agroal_available_count",
              "agroal_awaiting_count",
              "agroal_max_used_count",
              "system_cpu_count"),
          MILLISECONDS,
          Set.of(
              "agroal_blocking_time_average_milliseconds",
              "agroal_blocking_time_max_milliseconds",
              "agroal_blocking_time_total_milliseconds",
              "agroal_creation_time_average_milliseconds",
              "agroal_creation_time_max_milliseconds",
              "agroal_creation_time_total_milliseconds"),
          // Vert.x gives its gauges no description.
          NO_HELP,
          Set.of(
              "http_server_active_requests",
              "http_server_connections_seconds_active_count",
              "http_server_connections_seconds_duration_sum",
              "mail_connections_seconds_active_count",
              "mail_connections_seconds_duration_sum"),
          // Vert.x' mail client labels by `clientName`.
          CAMEL,
          Set.of(
              "mail_active_connections",
              "mail_bytes_read",
              "mail_bytes_read_max",
              "mail_bytes_written",
              "mail_bytes_written_max",
              "mail_connections_seconds_active_count",
              "mail_connections_seconds_duration_sum",
              "mail_connections_seconds_max"),
          // Micrometer's nanoseconds of processor time.
          "metric names should not contain abbreviated units",
          Set.of("process_cpu_time_ns_total"));

  private PromtoolLint() {}

  /// What it says of metrics in the text format, a line each.
  static Set<String> complaints(String metrics) {
    return Programs.outcome(
            List.of(Programs.needed("promtool").toString(), "check", "metrics"), metrics)
        .said()
        .lines()
        .filter(line -> !line.isBlank())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What it may say, of metrics that are not Leadline's own.
  static Set<String> known() {
    return KNOWN.entrySet().stream()
        .flatMap(it -> it.getValue().stream().map(metric -> metric + " " + it.getKey()))
        .collect(Collectors.toSet());
  }
}
