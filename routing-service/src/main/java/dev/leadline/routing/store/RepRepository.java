package dev.leadline.routing.store;

import dev.leadline.routing.application.Past;
import dev.leadline.routing.application.RosterEntries;
import dev.leadline.routing.roster.Presence;
import dev.leadline.routing.roster.RosterEntry;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The changes of the roster, in the tables `rep` and `rep_change`. Each is one transaction that
/// moves `roster_version` first, and so waits for the decisions on the roster before it.
@ApplicationScoped
class RepRepository implements RosterEntries, PanacheRepositoryBase<RepEntity, String> {
  private final RosterTurns turns;

  RepRepository(RosterTurns turns) {
    this.turns = turns;
  }

  @Override
  @Transactional
  public void edit(String rep, UnaryOperator<RosterEntry> edit, Change change) {
    RosterVersion.move(getEntityManager());
    Optional<RepEntity> known = findByIdOptional(rep);
    RosterEntry before = known.map(RepEntity::entry).orElse(null);
    RosterEntry after = edit.apply(before == null ? RosterEntry.asInPolicy(rep) : before);
    RepEntity row = known.orElseGet(RepEntity::new);
    row.take(after, change);
    persist(row);
    log(rep, change, before, after);
  }

  @Override
  public void hold(Connection connection) throws SQLException {
    RosterVersion.hold(connection);
  }

  @Override
  public void pause(Connection connection, String rep, Change change) throws SQLException {
    RosterVersion.move(connection);
    RosterEntry before = PostgresRosters.entry(connection, rep).orElse(null);
    RosterEntry now = before == null ? RosterEntry.asInPolicy(rep) : before;
    if (now.presenceAt(change.at()) != Presence.ACTIVE) {
      return;
    }
    RosterEntry after = now.with(Presence.PAUSED, null);
    try (PreparedStatement upsert =
            connection.prepareStatement(
                """
                insert into rep (id, presence, changed_at, changed_by) values (?, 'PAUSED', ?, ?)
                on conflict (id) do update set presence = 'PAUSED', until = null,
                  changed_at = excluded.changed_at, changed_by = excluded.changed_by
                """);
        PreparedStatement log =
            connection.prepareStatement(
                """
                insert into rep_change (id, rep, changed_at, changed_by, what, before, after)
                values (?, ?, ?, ?, ?, ?, ?)
                """)) {
      upsert.setString(1, rep);
      upsert.setObject(2, change.at().atOffset(ZoneOffset.UTC));
      upsert.setString(3, change.actor());
      upsert.executeUpdate();
      log.setObject(1, change.id());
      log.setString(2, rep);
      log.setObject(3, change.at().atOffset(ZoneOffset.UTC));
      log.setString(4, change.actor());
      log.setString(5, change.what());
      log.setString(6, before == null ? null : RoutingJson.write(before));
      log.setString(7, RoutingJson.write(after));
      log.executeUpdate();
    }
  }

  @Override
  @Transactional
  public void remove(String rep, Change change) {
    RosterVersion.move(getEntityManager());
    RosterEntry before = findByIdOptional(rep).map(RepEntity::entry).orElse(null);
    deleteById(rep);
    log(rep, change, before, null);
  }

  @Override
  @Transactional
  public List<Past<RosterEntry>> history(String rep) {
    return getEntityManager()
        .createQuery(
            "from RepChangeEntity where rep = :rep order by changedAt desc, id",
            RepChangeEntity.class)
        .setParameter("rep", rep)
        .getResultStream()
        .map(change -> change.past(RosterEntry.class))
        .toList();
  }

  private void log(
      String rep, Change change, @Nullable RosterEntry before, @Nullable RosterEntry after) {
    getEntityManager().persist(RepChangeEntity.of(rep, change, before, after));
    turns.tell(getEntityManager(), change);
  }
}
