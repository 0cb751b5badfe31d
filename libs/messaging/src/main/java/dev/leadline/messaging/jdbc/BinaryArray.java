package dev.leadline.messaging.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/// An array of one dimension in the binary format of PostgreSQL. The driver prints what it is given
/// as objects, for the server to parse.
///
/// The format is that of the server's `array_recv`: dimensions, whether there are nulls, type of
/// the elements, then of each dimension its length and first index.
final class BinaryArray {
  private static final BinaryArray INT8 =
      of(Oid.INT8_ARRAY, Oid.INT8, Long.class, BinaryValues::add);
  private static final BinaryArray INT4 =
      of(Oid.INT4_ARRAY, Oid.INT4, Integer.class, BinaryValues::add);
  private static final BinaryArray TEXT =
      of(Oid.TEXT_ARRAY, Oid.TEXT, Object.class, (bytes, value) -> bytes.add(value.toString()));
  private static final Map<String, BinaryArray> TYPES =
      Map.of(
          "uuid",
          of(Oid.UUID_ARRAY, Oid.UUID, UUID.class, BinaryValues::add),
          "timestamptz",
          of(Oid.TIMESTAMPTZ_ARRAY, Oid.TIMESTAMPTZ, Instant.class, BinaryValues::add),
          "text",
          TEXT,
          "int8",
          INT8,
          "bigint",
          INT8,
          "int4",
          INT4,
          "integer",
          INT4,
          "bool",
          of(Oid.BOOL_ARRAY, Oid.BOOL, Boolean.class, BinaryValues::add));

  private final int oid;
  private final int elementOid;
  private final Class<?> javaType;
  private final BiConsumer<BinaryValues, Object> writer;

  private BinaryArray(
      int oid, int elementOid, Class<?> javaType, BiConsumer<BinaryValues, Object> writer) {
    this.oid = oid;
    this.elementOid = elementOid;
    this.javaType = javaType;
    this.writer = writer;
  }

  private static <T> BinaryArray of(
      int oid, int elementOid, Class<T> javaType, BiConsumer<BinaryValues, T> writer) {
    return new BinaryArray(
        oid, elementOid, javaType, (bytes, value) -> writer.accept(bytes, javaType.cast(value)));
  }

  /// The values as an array of `type`; empty when that is not known here, or one of the values is
  /// not of the Java type that goes with it.
  static Optional<Array> of(Connection connection, String type, @Nullable Object[] values)
      throws SQLException {
    BinaryArray format = TYPES.get(type);
    if (format == null || !Arrays.stream(values).allMatch(format::takes)) {
      return Optional.empty();
    }
    BaseConnection server = connection.unwrap(BaseConnection.class);
    return Optional.of(new PgArray(server, format.oid, format.encode(values)));
  }

  /// The bytes of a value of type `text[]`.
  static byte[] ofTexts(List<String> texts) {
    return TEXT.encode(texts.toArray());
  }

  private boolean takes(@Nullable Object value) {
    return value == null || javaType.isInstance(value);
  }

  private byte[] encode(@Nullable Object[] values) {
    BinaryValues bytes = new BinaryValues(20 + 20 * values.length);
    boolean empty = values.length == 0;
    bytes.put(empty ? 0 : 1);
    bytes.put(Arrays.stream(values).anyMatch(Objects::isNull) ? 1 : 0);
    bytes.put(elementOid);
    if (!empty) {
      bytes.put(values.length);
      bytes.put(1);
    }
    for (Object value : values) {
      if (value == null) {
        bytes.addNull();
      } else {
        writer.accept(bytes, value);
      }
    }
    return bytes.toBytes();
  }
}
