package dev.leadline.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

/// What the SLA monitor answers, as text for people: clocks by state, the ladder of a lead and the
/// queue of exceptions.
final class MonitorPages {
  private static final int EXCEPTIONS = 3;

  private final HttpClient client;
  private final String url;
  private final String token;

  MonitorPages(HttpClient client, String url, String token) {
    this.client = client;
    this.url = url;
    this.token = token;
  }

  /// The answer to a path.
  String text(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    return EventCodec.mapper().readTree(text(path));
  }

  /// How many clocks stand how.
  ///
  /// @param closed those that ended, by how, as the events told
  String clocksByState(Map<String, Integer> closed) throws IOException, InterruptedException {
    Map<String, Integer> states = new TreeMap<>(closed);
    for (String state : new String[] {"open", "near", "breached"}) {
      states.put("open, of these " + state, count("/api/clocks?limit=200&state=" + state));
    }
    Integer open = states.remove("open, of these open");
    StringBuilder text = new StringBuilder("\nClocks by state\n");
    text.append("  %-28s %,6d%n".formatted("open", open));
    states.forEach((state, times) -> text.append("  %-28s %,6d%n".formatted(state, times)));
    return text.toString();
  }

  private int count(String path) throws IOException, InterruptedException {
    int count = 0;
    for (String cursor = ""; ; ) {
      JsonNode page = json(path + cursor);
      count += page.path("items").size();
      if (!page.path("next").isTextual()) {
        return count;
      }
      cursor = "&cursor=" + page.path("next").asText();
    }
  }

  /// The clocks of a lead with the rungs that fired and whom was told of it.
  String ladder(LeadId lead) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (JsonNode clock : json("/api/leads/" + lead + "/clocks").path("clocks")) {
      text.append(
          "  %s: %s, used %s of %s, owner %s, hours %s, due %s%n"
              .formatted(
                  clock.path("target").asText(),
                  clock.path("state").asText(),
                  clock.path("used").asText(),
                  clock.path("budget").asText(),
                  clock.path("owner").asText("nobody"),
                  clock.path("calendar").asText(),
                  clock.path("due").asText("-")));
      clock
          .path("fired")
          .forEach(rung ->
              text.append(
                  "    %-6s reached %s, fired %s%s: %s%n"
                      .formatted(
                          rung.path("rung").asText(),
                          rung.path("at").asText(),
                          rung.path("firedAt").asText(),
                          rung.path("late").asBoolean() ? " (late)" : "",
                          rung.path("actions"))));
    }
    json("/api/notifications?lead=" + lead)
        .path("items")
        .forEach(notice -> text.append("    ").append(told(notice)).append('\n'));
    return text.toString();
  }

  /// Whom a notification told what, or why nobody was.
  private static String told(JsonNode notice) {
    String recipient = notice.path("recipient").asText();
    String summary = notice.path("summary").asText();
    return notice.path("why").isTextual()
        ? "told nobody as %s: %s: %s".formatted(recipient, notice.path("why").asText(), summary)
        : "told %s by %s (%s, %s): %s"
            .formatted(
                recipient,
                notice.path("channel").asText(),
                notice.path("act").asText(),
                notice.path("state").asText(),
                summary);
  }

  /// The queue, grouped, then its newest.
  String exceptions() throws IOException, InterruptedException {
    StringBuilder text =
        new StringBuilder("\nThe queue of exceptions (" + url + "/api/exceptions)\n");
    JsonNode groups = json("/api/exceptions/groups").path("groups");
    if (groups.isEmpty()) {
      return text.append("  nothing needs a person\n").toString();
    }
    groups.forEach(group ->
        text.append(
            "  %-28s %,6d   by %s%s%n"
                .formatted(
                    group.path("reason").asText(),
                    group.path("open").asInt(),
                    group.path("service").asText(),
                    group.path("storm").asBoolean() ? ", a storm: one cause is likely" : "")));
    json("/api/exceptions?limit=" + EXCEPTIONS)
        .path("items")
        .forEach(each ->
            text.append(
                "  %s %-9s %s, for %s by %s: %s%n    next: %s%n"
                    .formatted(
                        each.path("firstRaisedAt").asText(),
                        each.path("severity").asText(),
                        each.path("reason").asText(),
                        each.path("owner").asText(),
                        each.path("due").asText(),
                        each.path("detail").asText(),
                        each.path("nextStep").asText())));
    return text.toString();
  }
}
