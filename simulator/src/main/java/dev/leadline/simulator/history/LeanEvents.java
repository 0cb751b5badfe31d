package dev.leadline.simulator.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leadline.events.Actor;
import dev.leadline.events.Instants;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import dev.leadline.events.StageEntered;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what the commonest decisions come to, without ledgers, reasons and the fields of leads.
/// The parser is at the first token of a value before, and at the last one after.
final class LeanEvents {
  private LeanEvents() {}

  static LeadScored scored(JsonParser json) throws IOException {
    LeadSnapshot lead = null;
    Score score = null;
    Score previous = null;
    String handRaisedAt = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (Members.next(json)) {
        case "lead" -> lead = snapshot(json);
        case "score" -> score = score(json);
        case "previous" -> previous = score(json);
        case "handRaisedAt" -> handRaisedAt = json.getValueAsString();
        default -> json.skipChildren();
      }
    }
    return new LeadScored(
        Members.required("lead", lead, json),
        Members.required("score", score, json),
        previous,
        List.of(),
        List.of(),
        handRaisedAt == null ? null : Instants.parse(handRaisedAt));
  }

  static StageEntered entered(JsonParser json) throws IOException {
    LeadSnapshot lead = null;
    String stage = null;
    String from = null;
    int visit = 0;
    Actor actor = null;
    String reason = null;
    Score score = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (Members.next(json)) {
        case "lead" -> lead = snapshot(json);
        case "stage" -> stage = json.getValueAsString();
        case "from" -> from = json.getValueAsString();
        case "visit" -> visit = json.getIntValue();
        case "actor" -> actor = actor(json);
        case "reason" -> reason = json.getValueAsString();
        case "score" -> score = score(json);
        default -> json.skipChildren();
      }
    }
    return new StageEntered(
        Members.required("lead", lead, json),
        Members.required("stage", stage, json),
        from,
        visit,
        Members.required("actor", actor, json),
        reason,
        score,
        List.of());
  }

  /// The identity and the version, which is all that is asked of the lead in a decision.
  static LeadSnapshot snapshot(JsonParser json) throws IOException {
    String id = "";
    long version = 1;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (Members.next(json)) {
        case "id" -> id = json.getText();
        case "version" -> version = json.getLongValue();
        default -> json.skipChildren();
      }
    }
    return new LeadSnapshot(LeadId.parse(id), version, Instant.EPOCH, Map.of());
  }

  private static @Nullable Score score(JsonParser json) throws IOException {
    if (json.hasToken(JsonToken.VALUE_NULL)) {
      return null;
    }
    int fit = 0;
    int engagement = 0;
    int total = 0;
    String grade = null;
    boolean qualified = false;
    boolean handRaised = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (Members.next(json)) {
        case "fit" -> fit = json.getIntValue();
        case "engagement" -> engagement = json.getIntValue();
        case "total" -> total = json.getIntValue();
        case "grade" -> grade = json.getValueAsString();
        case "qualified" -> qualified = json.getBooleanValue();
        case "handRaised" -> handRaised = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }
    return new Score(
        fit, engagement, total, Members.required("grade", grade, json), qualified, handRaised);
  }

  private static Actor actor(JsonParser json) throws IOException {
    String kind = null;
    String name = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (Members.next(json)) {
        case "kind" -> kind = json.getValueAsString();
        case "name" -> name = json.getValueAsString();
        default -> json.skipChildren();
      }
    }
    return new Actor(
        Actor.Kind.valueOf(Members.required("kind", kind, json)),
        Members.required("name", name, json));
  }
}
