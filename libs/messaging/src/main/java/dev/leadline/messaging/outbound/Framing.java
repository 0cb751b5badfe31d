package dev.leadline.messaging.outbound;

import dev.leadline.messaging.OutboundRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How records lie in the write-ahead log, several to a message: format (1 byte), number of records
/// (4 bytes), then of each its topic, key, number of headers (2 bytes), name and value of each, and
/// the value. A text or a value is its length in 4 bytes, then its bytes, of a text in UTF-8.
/// Numbers are big-endian.
final class Framing {
  private static final byte FORMAT = 2;

  private Framing() {}

  /// A record as it lies in a message.
  static byte[] encode(OutboundRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + record.value().length);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writeText(out, record.topic());
      writeText(out, record.key());
      out.writeShort(record.headers().size());
      for (Map.Entry<String, String> header : record.headers().entrySet()) {
        writeText(out, header.getKey());
        writeText(out, header.getValue());
      }
      writeBytes(out, record.value());
    } catch (IOException memoryIsAlwaysWritable) {
      throw new IllegalStateException(memoryIsAlwaysWritable);
    }
    return bytes.toByteArray();
  }

  /// A message of records that [#encode] wrote.
  static byte[] message(List<byte[]> records) {
    int length = records.stream().mapToInt(record -> record.length).sum();
    ByteBuffer message = ByteBuffer.allocate(1 + Integer.BYTES + length);
    message.put(FORMAT).putInt(records.size());
    records.forEach(message::put);
    return message.array();
  }

  /// @throws IllegalArgumentException when the bytes are not what [#message] writes
  static List<OutboundRecord> decode(byte[] frame) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("Outbox frame has format " + format + ", not " + FORMAT);
      }
      List<OutboundRecord> records = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        records.add(read(in));
      }
      return records;
    } catch (IOException cutOff) {
      throw new IllegalArgumentException(
          "Outbox frame of " + frame.length + " bytes is cut off", cutOff);
    }
  }

  private static OutboundRecord read(DataInputStream in) throws IOException {
    String topic = readText(in);
    String key = readText(in);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      headers.put(readText(in), readText(in));
    }
    return new OutboundRecord(topic, key, headers, readBytes(in));
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("Field of " + length + " bytes");
    }
    return in.readNBytes(length);
  }
}
