package dev.leadline.sla.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.sla.clock.Journal;
import dev.leadline.sla.clock.Move;

/// The parts of a lead that are kept as JSON.
final class LeadJson {
  private static final ObjectMapper MAPPER =
      EventCodec.mapper()
          .copy()
          .addMixIn(Move.What.class, NamedWhat.class)
          .registerModule(InstantMicros.module());
  private static final ObjectWriter WRITER = MAPPER.writer();

  private LeadJson() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Move.Stage.class, name = "stage"),
    @JsonSubTypes.Type(value = Move.Owner.class, name = "owner"),
    @JsonSubTypes.Type(value = Move.Activity.class, name = "activity"),
    @JsonSubTypes.Type(value = Move.End.class, name = "end"),
    @JsonSubTypes.Type(value = Move.Other.class, name = "other")
  })
  private interface NamedWhat {}

  static byte[] of(LeadSnapshot snapshot) {
    return write(snapshot);
  }

  static byte[] of(Journal journal) {
    return write(journal);
  }

  static LeadSnapshot snapshot(String json) {
    return read(json, LeadSnapshot.class);
  }

  static Journal journal(String json) {
    return read(json, Journal.class);
  }

  private static byte[] write(Object value) {
    try {
      return WRITER.writeValueAsBytes(value);
    } catch (JsonProcessingException recordsAreAlwaysWritable) {
      throw new IllegalStateException(recordsAreAlwaysWritable);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException notWhatWasWritten) {
      throw new IllegalStateException(notWhatWasWritten);
    }
  }
}
