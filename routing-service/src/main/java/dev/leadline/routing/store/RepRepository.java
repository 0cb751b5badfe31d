package dev.leadline.routing.store;

import dev.leadline.routing.application.RosterEntries;
import dev.leadline.routing.roster.RosterEntry;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The changes of the roster, in the tables `rep` and `rep_change`. Each is one transaction that
/// moves `roster_version` first, and so waits for the decisions on the roster before it.
@ApplicationScoped
class RepRepository implements RosterEntries, PanacheRepositoryBase<RepEntity, String> {

  @Override
  @Transactional
  public void edit(String rep, UnaryOperator<RosterEntry> edit, Change change) {
    moveVersion();
    Optional<RepEntity> known = findByIdOptional(rep);
    RosterEntry before = known.map(RepEntity::entry).orElse(null);
    RosterEntry after = edit.apply(before == null ? RosterEntry.asInPolicy(rep) : before);
    RepEntity row = known.orElseGet(RepEntity::new);
    row.take(after, change);
    persist(row);
    log(rep, change, before, after);
  }

  @Override
  @Transactional
  public void remove(String rep, Change change) {
    moveVersion();
    RosterEntry before = findByIdOptional(rep).map(RepEntity::entry).orElse(null);
    deleteById(rep);
    log(rep, change, before, null);
  }

  private void moveVersion() {
    getEntityManager()
        .createNativeQuery("update roster_version set version = version + 1")
        .executeUpdate();
  }

  private void log(
      String rep, Change change, @Nullable RosterEntry before, @Nullable RosterEntry after) {
    getEntityManager().persist(RepChangeEntity.of(rep, change, before, after));
  }
}
