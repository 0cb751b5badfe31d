package dev.leadline.stack.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leadline.audit.ChainHead;
import dev.leadline.events.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Heads in a file that an auditor keeps: a JSON line each.
public final class KeptHeads {
  private KeptHeads() {}

  /// One head as one line, without its end.
  public static String line(ChainHead head) {
    try {
      return EventCodec.mapper().writeValueAsString(head);
    } catch (JsonProcessingException headsAreAlwaysWritable) {
      throw new IllegalStateException(headsAreAlwaysWritable);
    }
  }

  /// Reads what [#line(ChainHead)] wrote; empty lines do not count.
  ///
  /// @throws IOException naming the first line that is no head
  public static List<ChainHead> read(Path file) throws IOException {
    List<ChainHead> heads = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        heads.add(head(line, file, number));
      }
    }
    return heads;
  }

  private static ChainHead head(String line, Path file, int number) throws IOException {
    try {
      return EventCodec.mapper().readValue(line, ChainHead.class);
    } catch (JsonProcessingException unreadable) {
      throw new IOException(
          "'%s' line %d is no head: %s".formatted(file, number, unreadable.getOriginalMessage()),
          unreadable);
    }
  }
}
