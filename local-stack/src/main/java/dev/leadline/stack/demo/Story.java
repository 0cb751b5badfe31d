package dev.leadline.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.EventCodec;
import java.io.IOException;
import java.util.stream.StreamSupport;

/// The timeline of a lead as lines of text.
final class Story {
  private static final int MOST_REASONS = 3;

  private Story() {}

  /// @param timeline the answer of the SLA monitor; an answer that is no timeline is given as it is
  static String of(String timeline) throws IOException {
    JsonNode entries = EventCodec.mapper().readTree(timeline).path("entries");
    if (!entries.isArray()) {
      return timeline + "\n";
    }
    StringBuilder text = new StringBuilder();
    entries.forEach(entry -> append(text, entry));
    return text.toString();
  }

  private static void append(StringBuilder text, JsonNode entry) {
    text.append(
        "  %-24s %-11s %s%n"
            .formatted(
                entry.path("at").asText(),
                entry.path("service").asText(),
                entry.path("headline").asText()));
    StreamSupport.stream(entry.path("reasons").spliterator(), false)
        .filter(reason -> "MATCHED".equals(reason.path("verdict").asText()))
        .limit(MOST_REASONS)
        .forEach(reason -> text.append("  %-36s because %s%n".formatted("", because(reason))));
  }

  private static String because(JsonNode reason) {
    String rule = reason.path("rule").asText();
    String detail = reason.path("detail").asText();
    return detail.isEmpty() ? rule : rule + ": " + detail;
  }
}
