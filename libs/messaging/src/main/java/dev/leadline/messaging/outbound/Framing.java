package dev.leadline.messaging.outbound;

import dev.leadline.messaging.OutboundRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a record lies in the write-ahead log: format (1 byte), topic, key, number of headers (2
/// bytes), name and value of each, and the value as what is left. A text is its length in 4 bytes,
/// then UTF-8. Numbers are big-endian.
final class Framing {
  private static final byte FORMAT = 1;

  private Framing() {}

  static byte[] encode(OutboundRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + record.value().length);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      writeText(out, record.topic());
      writeText(out, record.key());
      out.writeShort(record.headers().size());
      for (Map.Entry<String, String> header : record.headers().entrySet()) {
        writeText(out, header.getKey());
        writeText(out, header.getValue());
      }
      out.write(record.value());
    } catch (IOException memoryIsAlwaysWritable) {
      throw new IllegalStateException(memoryIsAlwaysWritable);
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException when the bytes are not what [#encode] writes
  static OutboundRecord decode(byte[] frame) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("Outbox frame has format " + format + ", not " + FORMAT);
      }
      String topic = readText(in);
      String key = readText(in);
      Map<String, String> headers = new LinkedHashMap<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        headers.put(readText(in), readText(in));
      }
      return new OutboundRecord(topic, key, headers, in.readAllBytes());
    } catch (IOException cutOff) {
      throw new IllegalArgumentException(
          "Outbox frame of " + frame.length + " bytes is cut off", cutOff);
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("Text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
