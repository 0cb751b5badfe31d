package dev.leadline.messaging.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.LeadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the values of a column travel: each in the binary form of its type, or all as an array.
public enum ColumnType {
  /// A `UUID`, or the id of a lead.
  UUID("uuid"),
  /// Any value, as it prints itself.
  TEXT("text"),
  INTEGER("integer"),
  BIGINT("bigint"),
  BOOLEAN("bool"),
  /// An `Instant`, to the microsecond.
  TIMESTAMPTZ("timestamptz"),
  /// JSON that is written already, as text or as the bytes of it.
  JSON("text"),
  /// The same for a column of type `jsonb`.
  JSONB("text");

  /// What the binary form of `jsonb` begins with.
  private static final String VERSION_OF_JSONB = "\u0001";

  private final String array;

  ColumnType(String array) {
    this.array = array;
  }

  /// The type of the array that carries the values.
  String array() {
    return array;
  }

  /// How a statement reads the value out of the array.
  String cast(String value) {
    return switch (this) {
      case JSON -> value + "::json";
      case JSONB -> value + "::jsonb";
      default -> value;
    };
  }

  /// What goes into the array for a value.
  @Nullable Object inArray(@Nullable Object value) {
    return value instanceof byte[] written ? new String(written, UTF_8) : value;
  }

  void write(BinaryValues bytes, @Nullable Object value) {
    if (value == null) {
      bytes.addNull();
      return;
    }
    switch (this) {
      case UUID -> bytes.add(value instanceof LeadId lead ? lead.value() : (java.util.UUID) value);
      case TEXT -> bytes.add(value.toString());
      case INTEGER -> bytes.add(((Integer) value).intValue());
      case BIGINT -> bytes.add(((Long) value).longValue());
      case BOOLEAN -> bytes.add(((Boolean) value).booleanValue());
      case TIMESTAMPTZ -> bytes.add((Instant) value);
      case JSON -> bytes.add(value instanceof byte[] written ? written : utf8(value.toString()));
      case JSONB -> bytes.add(utf8(VERSION_OF_JSONB + inArray(value)));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
