package dev.leadline.sla.timeline;

import dev.leadline.events.LeadId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as it was received, not read.
///
/// @param id of the event
/// @param lead the lead that it concerns
/// @param type the name of its record, such as `LeadAssigned`
/// @param source who said it, such as `/leadline/routing`
/// @param sequence orders what one service said at one instant
/// @param data the JSON of the event, byte for byte
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

  /// The short name of the service that said it, such as `routing`.
  public String service() {
    return source.substring(source.lastIndexOf('/') + 1);
  }
}
