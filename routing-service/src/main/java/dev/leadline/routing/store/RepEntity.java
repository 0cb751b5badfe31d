package dev.leadline.routing.store;

import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.RepDefinition;
import dev.leadline.routing.roster.RosterEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of the table `rep`.
@Entity
@Table(name = "rep")
class RepEntity {
  @Id String id = "";
  @Nullable String definition;

  @Enumerated(EnumType.STRING)
  Presence presence = Presence.ACTIVE;

  @Nullable Instant until;

  @Column(name = "changed_at")
  Instant changedAt = Instant.EPOCH;

  @Column(name = "changed_by")
  String changedBy = "";

  void take(RosterEntry entry, Change change) {
    RepDefinition defined = entry.definition();
    id = entry.rep();
    definition = defined == null ? null : RoutingJson.write(defined);
    presence = entry.presence();
    until = entry.until();
    changedAt = change.at();
    changedBy = change.actor();
  }

  RosterEntry entry() {
    return new RosterEntry(
        id,
        definition == null ? null : RoutingJson.read(definition, RepDefinition.class),
        presence,
        until);
  }
}
