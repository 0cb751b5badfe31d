package dev.leadline.simulator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.leadline.events.EventCodec;

/// A report for tools.
public final class JsonReport {
  private JsonReport() {}

  /// The report as indented JSON with a line end.
  public static String of(Report report) {
    try {
      return EventCodec.mapper()
              .writer(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(report)
          + "\n";
    } catch (JsonProcessingException recordsAreAlwaysWritable) {
      throw new IllegalStateException(recordsAreAlwaysWritable);
    }
  }
}
