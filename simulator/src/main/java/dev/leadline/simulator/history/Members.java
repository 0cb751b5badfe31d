package dev.leadline.simulator.history;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Members of JSON objects that are read by hand.
final class Members {
  private Members() {}

  /// The name of the member that the parser is at; the parser goes on to its value.
  static String next(JsonParser json) throws IOException {
    String name = json.currentName();
    json.nextToken();
    return name;
  }

  /// @throws JsonParseException naming the member when it has no value
  static <T> T required(String name, @Nullable T value, JsonParser json) throws IOException {
    if (value == null) {
      throw new JsonParseException(json, "'" + name + "' is missing");
    }
    return value;
  }
}
