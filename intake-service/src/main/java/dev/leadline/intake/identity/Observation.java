package dev.leadline.intake.identity;

import dev.leadline.events.Activity;
import dev.leadline.events.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/// What one delivered event says of one person, in Leadline's words.
///
/// @param cause the inbox entry
/// @param correlation the delivery
/// @param source the configured source
/// @param happenedAt when the source says it happened, never after it was received
/// @param keys by which the person is known; never empty
/// @param fields what is said of them, by the catalogue's names
/// @param activities what they did
/// @param crmChanges what a CRM decided about them: `stage`, `owner`
/// @param notes what of the delivery was used and what could not be
public record Observation(
    UUID cause,
    String correlation,
    String source,
    Instant happenedAt,
    Instant receivedAt,
    SortedSet<Key> keys,
    Map<String, KnownValue> fields,
    List<Activity> activities,
    Map<String, Object> crmChanges,
    List<Reason> notes) {

  public Observation {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("Inbox entry " + cause + " names nobody");
    }
    keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    fields = Map.copyOf(fields);
    activities = List.copyOf(activities);
    crmChanges = Map.copyOf(crmChanges);
    notes = List.copyOf(notes);
  }
}
