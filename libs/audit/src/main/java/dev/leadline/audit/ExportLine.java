package dev.leadline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.EventCodec;

/// A line of an export, which is JSON: each chain begins with a line that says from where to where
/// it goes, so that links missing at its end show, and then come its links.
public sealed interface ExportLine {

  /// Where a chain begins.
  ///
  /// @param start the link before the first that follows
  /// @param head the last link that follows
  record Beginning(ChainHead start, ChainHead head) implements ExportLine {
    @Override
    public String text() {
      return write(this);
    }
  }

  record Link(ChainLink link) implements ExportLine {
    @Override
    public String text() {
      return write(link);
    }
  }

  /// The line, without its end.
  String text();

  /// Reads a line back.
  ///
  /// @throws IllegalArgumentException when it is neither of them
  static ExportLine parse(String line) {
    try {
      JsonNode json = EventCodec.mapper().readTree(line);
      return json.has("start")
          ? EventCodec.mapper().treeToValue(json, Beginning.class)
          : new Link(EventCodec.mapper().treeToValue(json, ChainLink.class));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException(unreadable.getOriginalMessage(), unreadable);
    }
  }

  private static String write(Object value) {
    try {
      return EventCodec.mapper().writeValueAsString(value);
    } catch (JsonProcessingException recordsAreAlwaysWritable) {
      throw new IllegalStateException(recordsAreAlwaysWritable);
    }
  }
}
