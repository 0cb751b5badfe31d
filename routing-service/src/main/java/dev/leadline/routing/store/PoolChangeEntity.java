package dev.leadline.routing.store;

import dev.leadline.routing.application.Past;
import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.roster.PoolDefinition;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the table `pool_change`.
@Entity
@Table(name = "pool_change")
class PoolChangeEntity {
  @Id @Nullable UUID id;
  String pool = "";

  @Column(name = "changed_at")
  Instant changedAt = Instant.EPOCH;

  @Column(name = "changed_by")
  String changedBy = "";

  String what = "";
  @Nullable String before;
  @Nullable String after;

  static PoolChangeEntity of(
      String pool, Change change, @Nullable String before, @Nullable String after) {
    PoolChangeEntity row = new PoolChangeEntity();
    row.id = change.id();
    row.pool = pool;
    row.changedAt = change.at();
    row.changedBy = change.actor();
    row.what = change.what();
    row.before = before;
    row.after = after;
    return row;
  }

  Past<PoolDefinition> past() {
    return new Past<>(
        Objects.requireNonNull(id), changedAt, changedBy, what, read(before), read(after));
  }

  private static @Nullable PoolDefinition read(@Nullable String json) {
    return json == null ? null : RoutingJson.read(json, PoolDefinition.class);
  }
}
