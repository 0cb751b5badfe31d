package dev.leadline.events;

import java.time.Instant;
import java.util.UUID;

/// The identity of a lead: a UUIDv7 (RFC 9562), given once at intake and used as the record key of
/// every topic.
public record LeadId(UUID value) implements Comparable<LeadId> {

  /// Reads the canonical text form; throws [IllegalArgumentException] naming the text when it is no
  /// UUID.
  public static LeadId parse(String text) {
    try {
      return new LeadId(UUID.fromString(text));
    } catch (IllegalArgumentException notAUuid) {
      throw new IllegalArgumentException("Lead id '" + text + "' is not a UUID", notAUuid);
    }
  }

  /// The id of a lead first seen at `receivedAt` because of the event `cause`: the same pair always
  /// gives the same id.
  public static LeadId firstSeen(Instant receivedAt, UUID cause) {
    return new LeadId(DerivedIds.uuidV7(receivedAt, DerivedIds.derive(cause, "lead", 0)));
  }

  /// Byte order as PostgreSQL sorts its `uuid`, so that locks taken in key order agree everywhere.
  @Override
  public int compareTo(LeadId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
