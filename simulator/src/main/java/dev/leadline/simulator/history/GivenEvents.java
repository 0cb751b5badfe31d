package dev.leadline.simulator.history;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Instants;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the commonest events of intake, with everything in them. The parser is at the first token
/// of a value before, and at the last one after.
///
/// @param texts keeps what comes again
record GivenEvents(Texts texts) {

  LeadCaptured captured(JsonParser json) throws IOException {
    LeadSnapshot lead = null;
    String source = null;
    String channel = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (Members.next(json)) {
        case "lead" -> lead = snapshot(json);
        case "source" -> source = texts.of(json);
        case "channel" -> channel = texts.of(json);
        default -> json.skipChildren();
      }
    }
    return new LeadCaptured(
        Members.required("lead", lead, json),
        Members.required("source", source, json),
        Members.required("channel", channel, json));
  }

  ActivityRecorded recorded(JsonParser json) throws IOException {
    LeadSnapshot lead = null;
    Activity activity = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (Members.next(json)) {
        case "lead" -> lead = snapshot(json);
        case "activity" -> activity = activity(json);
        default -> json.skipChildren();
      }
    }
    return new ActivityRecorded(
        Members.required("lead", lead, json), Members.required("activity", activity, json));
  }

  LeadSnapshot snapshot(JsonParser json) throws IOException {
    String id = null;
    long version = 0;
    String capturedAt = null;
    Map<String, Object> fields = Map.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (Members.next(json)) {
        case "id" -> id = json.getText();
        case "version" -> version = json.getLongValue();
        case "capturedAt" -> capturedAt = json.getText();
        case "fields" -> fields = values(json);
        default -> json.skipChildren();
      }
    }
    return new LeadSnapshot(
        LeadId.parse(Members.required("id", id, json)),
        version,
        Instants.parse(Members.required("capturedAt", capturedAt, json)),
        fields);
  }

  private Activity activity(JsonParser json) throws IOException {
    String type = null;
    String source = null;
    Map<String, Object> properties = Map.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (Members.next(json)) {
        case "type" -> type = texts.of(json);
        case "source" -> source = texts.of(json);
        case "properties" -> properties = values(json);
        default -> json.skipChildren();
      }
    }
    return new Activity(
        Members.required("type", type, json), Members.required("source", source, json), properties);
  }

  private Map<String, Object> values(JsonParser json) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = Members.next(json);
      values.put(name, value(name, json));
    }
    return values;
  }

  private Object value(String name, JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> texts.of(json);
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_ARRAY -> list(name, json);
      default -> throw new JsonParseException(json, "Field '" + name + "' holds no value");
    };
  }

  private List<String> list(String name, JsonParser json) throws IOException {
    List<String> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        throw new JsonParseException(json, "Field '" + name + "' holds a list of more than texts");
      }
      values.add(texts.of(json));
    }
    return values;
  }
}
