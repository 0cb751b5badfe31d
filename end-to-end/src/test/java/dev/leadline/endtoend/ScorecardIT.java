package dev.leadline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.AboutLead;
import dev.leadline.events.AssignmentDeclined;
import dev.leadline.events.AssignmentExpired;
import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockMet;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.RoutingFailed;
import dev.leadline.events.StageEntered;
import dev.leadline.events.Topics;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.traffic.People;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the scorecard says of a running system is what anybody counts who reads its topics, and
/// what its metrics show.
@ExtendWith(SystemUnderTest.Extension.class)
class ScorecardIT {
  private static final int LEADS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern SAMPLE = Pattern.compile("leadline_scorecard_(\\w+)\\{(.*)} (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  @Test
  void topicsApiAndMetricsTellTheSame(SystemUnderTest system) {
    // given
    People people = new People("scorecard" + System.nanoTime(), 1, Instant.now());
    for (int lead = 0; lead < LEADS; lead++) {
      system.deliver(system.senders().form(system.source("web-form"), "demo", people.person(lead)));
    }

    // then
    await("topics, API and metrics that agree")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> {
          Map<String, Double> metrics = metrics(system);
          Instant from = instant(metrics, "from_seconds");
          Instant to = instant(metrics, "to_seconds");
          Map<String, Double> counted =
              counted(
                  once(
                      Topic.events(
                          system, Topics.INTAKE, Topics.LIFECYCLE, Topics.ROUTING, Topics.SLA)),
                  from,
                  to);
          assertThat(counted.getOrDefault("leads-captured of all over", 0.0))
              .isGreaterThanOrEqualTo(LEADS);
          assertThat(told(system, from, to)).containsAllEntriesOf(counted);
          counted.forEach(
              (count, value) -> assertThat(metrics).as(count).containsEntry(count, value));
        });
  }

  /// Without what a relay published again after a crash of another test, which every reader
  /// recognises by its id.
  private static List<Envelope<?>> once(List<Envelope<?>> events) {
    Set<UUID> seen = new HashSet<>();
    return events.stream().filter(event -> seen.add(event.id())).toList();
  }

  /// What the events of all topics add up to, by `figure of what over|under`.
  private static Map<String, Double> counted(List<Envelope<?>> events, Instant from, Instant to) {
    Map<String, Double> counts = new TreeMap<>();
    Set<Object> kept = new TreeSet<>();
    Set<String> routed = new TreeSet<>();
    Set<String> failed = new TreeSet<>();
    Set<String> returned = new TreeSet<>();
    List<Envelope<?>> known = events.stream().filter(it -> !it.recordedAt().isAfter(to)).toList();
    for (Envelope<?> envelope : known) {
      switch (envelope.event()) {
        case ClockMet it when !it.breached() -> kept.add(it.clock().id());
        case AssignmentDeclined it -> returned.add(it.lead().id() + "#" + it.assignment());
        case AssignmentExpired it -> returned.add(it.lead().id() + "#" + it.assignment());
        default -> {
          // Looked at below.
        }
      }
    }
    for (Envelope<?> envelope : known) {
      Event event = envelope.event();
      if (event instanceof ClockMet it && !it.breached() && within(it.metAt(), from, to)) {
        share(counts, "sla-compliance of " + it.clock().target(), true);
      } else if (event instanceof ClockBreached it
          && !kept.contains(it.clock().id())
          && within(it.due(), from, to)) {
        share(counts, "sla-compliance of " + it.clock().target(), false);
      } else if (within(envelope.time(), from, to)) {
        switch (event) {
          case LeadCaptured it -> {
            counts.merge("leads-captured of all over", 1.0, Double::sum);
            share(
                counts,
                "unknown-source-rate of all",
                it.lead().text("source").orElse("").equals("unclassified"));
          }
          case StageEntered it ->
              counts.merge("stage-conversion of " + it.stage() + " under", 1.0, Double::sum);
          case LeadAssigned it ->
              share(
                  counts,
                  "routing-accuracy of all",
                  !returned.contains(it.lead().id() + "#" + it.assignment()));
          default -> {
            // Not counted here.
          }
        }
        if (event instanceof LeadAssigned || event instanceof RoutingFailed) {
          routed.add(((AboutLead) event).lead().id().toString());
        }
        if (event instanceof RoutingFailed it) {
          failed.add(it.lead().id().toString());
        }
      }
    }
    counts.put("routing-exceptions of all over", (double) failed.size());
    counts.put("routing-exceptions of all under", (double) routed.size());
    return counts;
  }

  private static boolean within(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  private static void share(Map<String, Double> counts, String name, boolean over) {
    counts.merge(name + " over", over ? 1.0 : 0.0, Double::sum);
    counts.merge(name + " under", 1.0, Double::sum);
  }

  /// The same counts as the API gives them.
  private static Map<String, Double> told(SystemUnderTest system, Instant from, Instant to) {
    Map<String, Double> counts = new HashMap<>();
    JsonNode card =
        system.json(
            Member.SLA_MONITOR, "/api/scorecard?from=%s&to=%s&asOf=%s".formatted(from, to, to));
    for (JsonNode figure : card.get("figures")) {
      for (JsonNode measure : figure.get("measures")) {
        String name = figure.get("figure").asText() + " of " + measure.path("of").asText("all");
        put(counts, name + " over", measure.path("numerator"));
        put(counts, name + " under", measure.path("denominator"));
      }
    }
    return counts;
  }

  private static void put(Map<String, Double> counts, String name, JsonNode count) {
    if (count.isNumber()) {
      counts.put(name, count.asDouble());
    }
  }

  /// The same counts as the metrics show them for the last seven days.
  private static Map<String, Double> metrics(SystemUnderTest system) {
    Map<String, Double> counts = new HashMap<>();
    system
        .metrics(Member.SLA_MONITOR)
        .lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .forEach(sample -> {
          Map<String, String> labels =
              LABEL
                  .matcher(sample.group(2))
                  .results()
                  .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
          if ("7d".equals(labels.get("window"))) {
            counts.put(name(sample.group(1), labels), Double.valueOf(sample.group(3)));
          }
        });
    return counts;
  }

  private static String name(String metric, Map<String, String> labels) {
    return switch (metric) {
      case "numerator" -> labels.get("figure") + " of " + labels.get("of") + " over";
      case "denominator" -> labels.get("figure") + " of " + labels.get("of") + " under";
      default -> metric + (labels.size() == 1 ? "" : labels);
    };
  }

  private static Instant instant(Map<String, Double> metrics, String name) {
    assertThat(metrics).containsKey(name);
    return Instant.ofEpochMilli(Math.round(metrics.getOrDefault(name, 0.0) * 1e3));
  }
}
