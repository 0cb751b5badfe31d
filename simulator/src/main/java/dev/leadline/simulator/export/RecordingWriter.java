package dev.leadline.simulator.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.leadline.events.Envelope;
import dev.leadline.events.EventCodec;
import dev.leadline.simulator.history.Place;
import dev.leadline.simulator.history.Told;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes a recording: an event in the JSON format of CloudEvents 1.0 a line, its attributes before
/// its `data`; compressed by gzip when the file is called `.gz`.
public final class RecordingWriter implements AutoCloseable {
  private static final String PREFIX = "ce_";
  private static final int BUFFER = 1 << 16;

  private final JsonGenerator json;
  private long lines;

  public RecordingWriter(Path file) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    boolean zipped = file.toString().endsWith(".gz");
    this.json =
        EventCodec.mapper()
            .getFactory()
            .createGenerator(zipped ? new GZIPOutputStream(out, BUFFER) : out, JsonEncoding.UTF8)
            .setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  /// Writes from where on turns are recorded; what is written first, or not at all.
  public void begin(List<Told> told) throws IOException {
    json.writeStartObject();
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", "begun");
    json.writeStringField("source", "/leadline/simulator");
    json.writeStringField("type", "dev.leadline.RecordingBegun");
    data(EventCodec.mapper().writeValueAsString(told));
    lines--;
  }

  /// Writes an event as Kafka has it.
  ///
  /// @param headers as [EventCodec#headers] makes them
  /// @param value the JSON of the event
  /// @param place where its topic has it
  public void write(Map<String, String> headers, byte[] value, Place place) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getKey().startsWith(PREFIX)) {
        json.writeStringField(header.getKey().substring(PREFIX.length()), header.getValue());
      } else if (header.getKey().equals("traceparent")) {
        json.writeStringField("traceparent", header.getValue());
      }
    }
    json.writeStringField("topic", place.topic());
    json.writeNumberField("partition", place.partition());
    json.writeStringField("offset", Long.toString(place.offset()));
    json.writeStringField("datacontenttype", "application/json");
    data(new String(value, StandardCharsets.UTF_8));
  }

  /// Writes an event.
  public void write(Envelope<?> envelope, Place place) throws IOException {
    write(EventCodec.headers(envelope), EventCodec.value(envelope.event()), place);
  }

  /// Writes a change of the roster.
  ///
  /// @param attributes of the event, without `specversion`
  /// @param data what holds since, as JSON; null when it is as the policy says
  public void writeChange(Map<String, String> attributes, @Nullable String data)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("specversion", "1.0");
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      json.writeStringField(attribute.getKey(), attribute.getValue());
    }
    data(data == null ? "null" : data);
  }

  private void data(String raw) throws IOException {
    json.writeFieldName("data");
    json.writeRawValue(raw);
    json.writeEndObject();
    lines++;
  }

  /// How many lines were written.
  public long lines() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    json.writeRaw('\n');
    json.close();
  }
}
