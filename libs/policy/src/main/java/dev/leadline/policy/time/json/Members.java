package dev.leadline.policy.time.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The members of a JSON object, read with errors that name what is wrong.
///
/// @param owner how errors name the object
record Members(String owner, JsonNode json) {

  static Members of(String owner, @Nullable JsonNode json) {
    if (json == null || !json.isObject()) {
      throw new IllegalArgumentException(owner + " is not a JSON object");
    }
    return new Members(owner, json);
  }

  /// Refuses members of other names.
  void allow(String... names) {
    List<String> allowed = List.of(names);
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!allowed.contains(member.getKey())) {
        throw new IllegalArgumentException(
            "%s has a member '%s', which is not one of %s"
                .formatted(owner, member.getKey(), allowed));
      }
    }
  }

  Optional<JsonNode> optional(String name) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  JsonNode required(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException(owner + " has no '" + name + "'"));
  }

  Optional<String> optionalText(String name) {
    return optional(name).map(value -> text("'" + name + "'", value));
  }

  Instant instant(String name) {
    String text = text("'" + name + "'", required(name));
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      throw new IllegalArgumentException("'%s' is '%s' and no RFC 3339 time".formatted(name, text));
    }
  }

  Duration duration(String name) {
    String text = text("'" + name + "'", required(name));
    try {
      return Duration.parse(text);
    } catch (DateTimeException _) {
      throw new IllegalArgumentException(
          "'%s' is '%s' and no ISO 8601 duration".formatted(name, text));
    }
  }

  static String text(String what, JsonNode value) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException(what + " is " + value + " and no text");
    }
    return value.textValue();
  }
}
