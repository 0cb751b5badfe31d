package dev.leadline.intake.delivery;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The headers of a request, found whatever their case; of a repeated one the first.
public record RequestHeaders(Map<String, String> values) {

  public RequestHeaders {
    TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// The media type without its parameters, in lower case; empty text when none was sent.
  public String mediaType() {
    String contentType = get("content-type").orElse("");
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
