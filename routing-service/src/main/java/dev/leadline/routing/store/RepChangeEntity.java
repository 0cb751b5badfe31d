package dev.leadline.routing.store;

import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.roster.RosterEntry;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A row of the table `rep_change`.
@Entity
@Table(name = "rep_change")
class RepChangeEntity extends ChangeEntity {
  String rep = "";

  static RepChangeEntity of(
      String rep, Change change, @Nullable RosterEntry before, @Nullable RosterEntry after) {
    RepChangeEntity row = new RepChangeEntity();
    row.rep = rep;
    row.set(change, json(before), json(after));
    return row;
  }

  private static @Nullable String json(@Nullable RosterEntry entry) {
    return entry == null ? null : RoutingJson.write(entry);
  }
}
