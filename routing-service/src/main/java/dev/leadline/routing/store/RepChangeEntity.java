package dev.leadline.routing.store;

import dev.leadline.routing.application.Past;
import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.roster.RosterEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the table `rep_change`.
@Entity
@Table(name = "rep_change")
class RepChangeEntity {
  @Id @Nullable UUID id;
  String rep = "";

  @Column(name = "changed_at")
  Instant changedAt = Instant.EPOCH;

  @Column(name = "changed_by")
  String changedBy = "";

  String what = "";
  @Nullable String before;
  @Nullable String after;

  static RepChangeEntity of(
      String rep, Change change, @Nullable RosterEntry before, @Nullable RosterEntry after) {
    RepChangeEntity row = new RepChangeEntity();
    row.id = change.id();
    row.rep = rep;
    row.changedAt = change.at();
    row.changedBy = change.actor();
    row.what = change.what();
    row.before = before == null ? null : RoutingJson.write(before);
    row.after = after == null ? null : RoutingJson.write(after);
    return row;
  }

  Past<RosterEntry> past() {
    return new Past<>(
        Objects.requireNonNull(id), changedAt, changedBy, what, read(before), read(after));
  }

  private static @Nullable RosterEntry read(@Nullable String json) {
    return json == null ? null : RoutingJson.read(json, RosterEntry.class);
  }
}
