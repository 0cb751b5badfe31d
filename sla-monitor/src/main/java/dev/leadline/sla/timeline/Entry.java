package dev.leadline.sla.timeline;

import dev.leadline.events.LeadId;
import dev.leadline.sla.wire.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the timeline keeps of an event: what it says, without the snapshot of the lead that every
/// event carries along. Only the capture keeps its snapshot, for there it is the news.
///
/// @param id of the event
/// @param lead the lead that it concerns
/// @param type the name of its record, such as `LeadAssigned`
/// @param source who said it, such as `/leadline/routing`
/// @param sequence orders what one service said at one instant
/// @param data the JSON of the event without the member `lead`, else byte for byte
@SuppressWarnings(
    "ArrayRecordComponent") // Received bytes, handed on as they are and never compared.
public record Entry(
    UUID id,
    LeadId lead,
    String type,
    String source,
    Instant happenedAt,
    Instant recordedAt,
    long sequence,
    String correlation,
    @Nullable UUID causation,
    @Nullable String policyVersion,
    byte[] data) {

  private static final String SNAPSHOT = "lead";
  private static final String CAPTURED = "LeadCaptured";

  /// The part of an event's JSON that is kept. It is not read for that.
  public static byte[] kept(String type, byte[] json) {
    return type.equals(CAPTURED) ? json : JsonObject.of(json).withoutObject(SNAPSHOT);
  }

  /// The short name of the service that said it, such as `routing`.
  public String service() {
    return source.substring(source.lastIndexOf('/') + 1);
  }
}
