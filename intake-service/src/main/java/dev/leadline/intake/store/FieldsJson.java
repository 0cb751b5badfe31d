package dev.leadline.intake.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.leadline.events.EventCodec;
import dev.leadline.intake.identity.KnownValue;
import java.util.Map;

/// The fields of a lead as `jsonb`.
final class FieldsJson {
  private static final TypeReference<Map<String, KnownValue>> TYPE = new TypeReference<>() {};
  private static final ObjectReader READER = EventCodec.mapper().readerFor(TYPE);
  private static final ObjectWriter WRITER = EventCodec.mapper().writerFor(TYPE);

  private FieldsJson() {}

  static String write(Map<String, KnownValue> fields) {
    try {
      return WRITER.writeValueAsString(fields);
    } catch (JsonProcessingException eventValuesAreAlwaysWritable) {
      throw new IllegalStateException(eventValuesAreAlwaysWritable);
    }
  }

  static Map<String, KnownValue> read(String json) {
    try {
      return READER.readValue(json);
    } catch (JsonProcessingException notWrittenHere) {
      throw new IllegalStateException("Fields of a lead cannot be read", notWrittenHere);
    }
  }
}
