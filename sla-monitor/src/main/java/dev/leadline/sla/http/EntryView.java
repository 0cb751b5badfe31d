package dev.leadline.sla.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leadline.events.AboutLead;
import dev.leadline.events.Actor;
import dev.leadline.events.Candidate;
import dev.leadline.events.Event;
import dev.leadline.events.EventTypes;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.ScoreLine;
import dev.leadline.sla.timeline.Entry;
import dev.leadline.sla.timeline.Explained;
import dev.leadline.sla.timeline.Headline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event of a lead's story.
///
/// @param lead the lead it was said of, which may have been merged into the one asked for
/// @param headline what happened, in words
/// @param data the event itself, without the snapshot of the lead unless it is its capture; text
///   when it is no JSON
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EntryView(
    UUID id,
    LeadId lead,
    Instant at,
    Instant recordedAt,
    String service,
    String type,
    String headline,
    @Nullable Actor actor,
    List<Reason> reasons,
    List<Candidate> candidates,
    List<ScoreLine> ledger,
    @Nullable String policyVersion,
    @Nullable UUID causationId,
    String correlationId,
    JsonNode data) {

  static EntryView of(Entry entry, ObjectMapper mapper) {
    JsonNode data = json(entry, mapper);
    Optional<Event> event = event(entry, data, mapper);
    Explained explained = event.map(Explained::of).orElse(Explained.NOTHING);
    return new EntryView(
        entry.id(),
        entry.lead(),
        entry.happenedAt(),
        entry.recordedAt(),
        entry.service(),
        entry.type(),
        event.map(Headline::of).orElse(entry.type()),
        explained.actor(),
        explained.reasons(),
        explained.candidates(),
        explained.ledger(),
        entry.policyVersion(),
        entry.causation(),
        entry.correlation(),
        data);
  }

  private static JsonNode json(Entry entry, ObjectMapper mapper) {
    try {
      return mapper.readTree(entry.data());
    } catch (IOException _) {
      return TextNode.valueOf(new String(entry.data(), StandardCharsets.UTF_8));
    }
  }

  /// The event; empty for a type or form that this version does not know.
  private static Optional<Event> event(Entry entry, JsonNode data, ObjectMapper mapper) {
    return EventTypes.byName("dev.leadline." + entry.type())
        .flatMap(type -> {
          try {
            return Optional.of(mapper.treeToValue(withLead(entry, data, type, mapper), type));
          } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
          }
        });
  }

  /// The event with the lead that it was kept without, of which only the id is still known.
  private static JsonNode withLead(
      Entry entry, JsonNode data, Class<? extends Event> type, ObjectMapper mapper) {
    if (!(data instanceof ObjectNode object)
        || !AboutLead.class.isAssignableFrom(type)
        || data.has("lead")) {
      return data;
    }
    LeadSnapshot bare = new LeadSnapshot(entry.lead(), 1, entry.happenedAt(), Map.of());
    return object.deepCopy().set("lead", mapper.valueToTree(bare));
  }
}
