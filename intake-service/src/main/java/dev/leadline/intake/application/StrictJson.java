package dev.leadline.intake.application;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leadline.intake.delivery.Encoded;
import dev.leadline.intake.mapping.QuarantineReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JSON from outside: UTF-8 only, nothing behind it, and no deeper than [#MAX_DEPTH].
public final class StrictJson {
  /// Objects and lists inside each other.
  public static final int MAX_DEPTH = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();
  private static final ObjectReader READER = MAPPER.readerFor(Object.class);
  private static final ObjectReader ELEMENT_READER =
      READER.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictJson() {}

  /// What came of reading.
  public sealed interface Outcome {

    /// @param value a map, list, text, number, boolean; never null
    record Read(Object value) implements Outcome {}

    /// @param detail what was found instead, without content
    record Unreadable(QuarantineReason reason, String detail) implements Outcome {}
  }

  /// An element of a list.
  ///
  /// @param text as it was written
  /// @param value a map, list, text, number, boolean
  public record Element(String text, Object value) {}

  public static Outcome read(byte[] bytes) {
    Optional<String> text = Encoded.utf8(bytes);
    if (text.isEmpty()) {
      return new Outcome.Unreadable(QuarantineReason.NOT_UTF8, "The content is not UTF-8");
    }
    if (text.get().isBlank()) {
      return new Outcome.Unreadable(QuarantineReason.EMPTY, "The content is empty");
    }
    return read(text.get());
  }

  /// The elements of a list, each as it was written too.
  ///
  /// @return empty when it is no list that can be read
  public static Optional<List<Element>> elements(byte[] bytes) {
    return Encoded.utf8(bytes).flatMap(StrictJson::elements);
  }

  /// JSON of maps, lists, texts, numbers and booleans.
  public static byte[] write(Map<String, ?> object) {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException plainValuesAreAlwaysWritable) {
      throw new IllegalStateException(plainValuesAreAlwaysWritable);
    }
  }

  private static Outcome read(String text) {
    try {
      Object value = READER.readValue(text);
      return value == null
          ? new Outcome.Unreadable(QuarantineReason.EMPTY, "The content is null")
          : new Outcome.Read(value);
    } catch (StreamConstraintsException tooDeep) {
      return new Outcome.Unreadable(
          QuarantineReason.TOO_DEEP,
          "The content exceeds a limit, such as " + MAX_DEPTH + " levels");
    } catch (IOException notJson) {
      return new Outcome.Unreadable(QuarantineReason.MALFORMED, "The content is not JSON");
    }
  }

  private static Optional<List<Element>> elements(String text) {
    List<Element> elements = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        Object value = ELEMENT_READER.readValue(parser);
        int end = (int) parser.currentLocation().getCharOffset();
        elements.add(new Element(text.substring(start, end), value == null ? "" : value));
      }
      return parser.nextToken() == null ? Optional.of(elements) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
