package dev.leadline.intake.application;

import dev.leadline.intake.application.StrictJson.Outcome;
import dev.leadline.intake.delivery.Encoded;
import dev.leadline.intake.delivery.InboxEntry;
import dev.leadline.intake.delivery.Payload;
import dev.leadline.intake.mapping.Interpretation;
import dev.leadline.intake.mapping.Interpretation.Unusable;
import dev.leadline.intake.mapping.Interpreter;
import dev.leadline.intake.mapping.QuarantineReason;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Decodes what the inbox holds and has it interpreted.
final class Contents {
  static final String FORM = "application/x-www-form-urlencoded";

  /// Where CloudEvents in JSON format put data that is no JSON itself, or pretends not to be.
  private static final String BINARY_DATA = "data_base64";

  private Contents() {}

  static Interpretation interpret(InboxEntry entry, Interpreter interpreter) {
    return entry.contentType().equals(FORM) ? form(entry, interpreter) : json(entry, interpreter);
  }

  private static Interpretation form(InboxEntry entry, Interpreter interpreter) {
    if (entry.value().length == 0) {
      return new Unusable(QuarantineReason.EMPTY, "The content is empty");
    }
    Optional<Map<String, Object>> fields = Encoded.utf8(entry.value()).flatMap(Encoded::form);
    return fields.isEmpty()
        ? new Unusable(QuarantineReason.NOT_UTF8, "The content is not UTF-8")
        : interpreter.interpret(entry, new Payload(fields.get()));
  }

  private static Interpretation json(InboxEntry entry, Interpreter interpreter) {
    return switch (StrictJson.read(entry.value())) {
      case Outcome.Unreadable(QuarantineReason reason, String detail) ->
          new Unusable(reason, detail);
      case Outcome.Read(Map<?, ?> object) when object.containsKey(BINARY_DATA) ->
          binary(entry, Payload.of(object), interpreter);
      case Outcome.Read(Map<?, ?> object) -> interpreter.interpret(entry, Payload.of(object));
      case Outcome.Read _ ->
          new Unusable(QuarantineReason.MALFORMED, "The content is no JSON object");
    };
  }

  private static Interpretation binary(InboxEntry entry, Payload event, Interpreter interpreter) {
    return switch (StrictJson.read(decoded(event.text(BINARY_DATA).orElse("")))) {
      case Outcome.Unreadable(QuarantineReason reason, String detail) ->
          new Unusable(reason, "Data of the event: " + detail);
      case Outcome.Read(Object data) -> {
        Map<String, Object> readable = new LinkedHashMap<>(event.values());
        readable.remove(BINARY_DATA);
        readable.put("data", data);
        yield interpreter.interpret(entry, new Payload(readable));
      }
    };
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
