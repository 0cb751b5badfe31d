package dev.leadline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.leadline.events.EventCodec;

/// Links as JSON lines, so that a chain can be kept, handed over and verified away from its
/// database.
public final class ChainExport {
  private static final ObjectWriter WRITE = EventCodec.mapper().writerFor(ChainLink.class);
  private static final ObjectReader READ = EventCodec.mapper().readerFor(ChainLink.class);

  private ChainExport() {}

  /// One link as one line, without its end.
  public static String line(ChainLink link) {
    try {
      return WRITE.writeValueAsString(link);
    } catch (JsonProcessingException linksAreAlwaysWritable) {
      throw new IllegalStateException(linksAreAlwaysWritable);
    }
  }

  /// Reads a line back.
  ///
  /// @throws IllegalArgumentException when it is no link
  public static ChainLink parse(String line) {
    try {
      return READ.readValue(line);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException(
          "Line is no link of a chain: " + unreadable.getOriginalMessage(), unreadable);
    }
  }
}
