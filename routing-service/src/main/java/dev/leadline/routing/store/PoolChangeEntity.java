package dev.leadline.routing.store;

import dev.leadline.routing.application.RosterEntries.Change;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A row of the table `pool_change`.
@Entity
@Table(name = "pool_change")
class PoolChangeEntity extends ChangeEntity {
  String pool = "";

  static PoolChangeEntity of(
      String pool, Change change, @Nullable String before, @Nullable String after) {
    PoolChangeEntity row = new PoolChangeEntity();
    row.pool = pool;
    row.set(change, before, after);
    return row;
  }
}
