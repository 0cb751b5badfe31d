package dev.leadline.routing.store;

import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.roster.PoolDefinition;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of the table `pool`.
@Entity
@Table(name = "pool")
class PoolEntity {
  @Id String id = "";
  String definition = "";

  @Column(name = "changed_at")
  Instant changedAt = Instant.EPOCH;

  @Column(name = "changed_by")
  String changedBy = "";

  void take(String pool, PoolDefinition defined, Change change) {
    id = pool;
    definition = RoutingJson.write(defined);
    changedAt = change.at();
    changedBy = change.actor();
  }

  PoolDefinition definition() {
    return RoutingJson.read(definition, PoolDefinition.class);
  }
}
