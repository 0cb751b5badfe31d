package dev.leadline.routing.store;

import dev.leadline.routing.application.Past;
import dev.leadline.routing.application.PoolEntries;
import dev.leadline.routing.application.RosterEntries.Change;
import dev.leadline.routing.roster.PoolDefinition;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The changes of pools, in the tables `pool` and `pool_change`. Each is one transaction that moves
/// `roster_version` first.
@ApplicationScoped
class PoolRepository implements PoolEntries, PanacheRepositoryBase<PoolEntity, String> {
  private final RosterTurns turns;

  PoolRepository(RosterTurns turns) {
    this.turns = turns;
  }

  @Override
  @Transactional
  public Optional<String> define(
      String pool, PoolDefinition definition, Objection objection, Change change) {
    RosterVersion.move(getEntityManager());
    Map<String, PoolDefinition> after = definitions();
    after.put(pool, definition);
    Optional<String> objected = objection.to(after);
    if (objected.isEmpty()) {
      Optional<PoolEntity> known = findByIdOptional(pool);
      String before = known.map(row -> row.definition).orElse(null);
      PoolEntity row = known.orElseGet(PoolEntity::new);
      row.take(pool, definition, change);
      persist(row);
      log(pool, change, before, row.definition);
    }
    return objected;
  }

  @Override
  @Transactional
  public Optional<String> remove(String pool, Objection objection, Change change) {
    RosterVersion.move(getEntityManager());
    Map<String, PoolDefinition> after = definitions();
    after.remove(pool);
    Optional<String> objected = objection.to(after);
    if (objected.isEmpty()) {
      findByIdOptional(pool)
          .ifPresent(row -> {
            log(pool, change, row.definition, null);
            delete(row);
          });
    }
    return objected;
  }

  @Override
  @Transactional
  public List<Past<PoolDefinition>> history(String pool) {
    return getEntityManager()
        .createQuery(
            "from PoolChangeEntity where pool = :pool order by changedAt desc, id",
            PoolChangeEntity.class)
        .setParameter("pool", pool)
        .getResultStream()
        .map(change -> change.past(PoolDefinition.class))
        .toList();
  }

  private Map<String, PoolDefinition> definitions() {
    Map<String, PoolDefinition> all = new HashMap<>();
    listAll().forEach(row -> all.put(row.id, row.definition()));
    return all;
  }

  private void log(String pool, Change change, @Nullable String before, @Nullable String after) {
    getEntityManager().persist(PoolChangeEntity.of(pool, change, before, after));
    turns.tell(getEntityManager(), change);
  }
}
