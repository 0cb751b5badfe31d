package dev.leadline.intake.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Text as it travels: UTF-8, percent-encoded, or as the fields of a form.
///
/// A `%` that no two hexadecimal digits follow stands for itself, for senders forget to encode it;
/// bytes that are not UTF-8 are never taken.
public final class Encoded {
  private static final Pattern PAIRS = Pattern.compile("&");

  private Encoded() {}

  /// @return empty when it is not UTF-8
  public static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /// One round of percent-decoding.
  ///
  /// @return empty when what the escapes say is not UTF-8
  public static Optional<String> percent(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    int next = 0;
    while (next < bytes.length) {
      int escaped = bytes[next] == '%' ? hex(bytes, next + 1) : -1;
      decoded.write(escaped < 0 ? bytes[next] : escaped);
      next += escaped < 0 ? 1 : 3;
    }
    return utf8(decoded.toByteArray());
  }

  /// The fields of `application/x-www-form-urlencoded`; of a repeated one the last that is not
  /// blank.
  ///
  /// @return empty when what the escapes say is not UTF-8
  public static Optional<Map<String, Object>> form(String text) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String pair : PAIRS.split(text, -1)) {
      int equals = pair.indexOf('=');
      String rawName = equals < 0 ? pair : pair.substring(0, equals);
      String rawValue = equals < 0 ? "" : pair.substring(equals + 1);
      Optional<String> name = percent(rawName.replace('+', ' '));
      Optional<String> value = percent(rawValue.replace('+', ' '));
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      if (!name.get().isBlank() && !(value.get().isBlank() && fields.containsKey(name.get()))) {
        fields.put(name.get(), value.get());
      }
    }
    return Optional.of(fields);
  }

  /// The fields of a URL's query; none when it has none or they are not UTF-8.
  public static Map<String, Object> query(String url) {
    int query = url.indexOf('?');
    int fragment = url.indexOf('#', Math.max(query, 0));
    if (query < 0) {
      return Map.of();
    }
    return form(url.substring(query + 1, fragment < 0 ? url.length() : fragment)).orElse(Map.of());
  }

  /// The byte that two hexadecimal digits say; -1 when they are none.
  private static int hex(byte[] bytes, int at) {
    if (at + 1 >= bytes.length) {
      return -1;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
