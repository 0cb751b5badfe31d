package dev.leadline.routing.store;

import dev.leadline.messaging.Turn;
import dev.leadline.messaging.Turns;
import dev.leadline.routing.application.RosterEntries.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;

/// Tells of the transaction that changes the roster, so that it has a place among those that
/// decide.
@ApplicationScoped
class RosterTurns {
  private final Turns turns;

  RosterTurns(Turns turns) {
    this.turns = turns;
  }

  void tell(EntityManager entities, Change change) {
    Turn turn = new Turn();
    turn.asked(change.at(), change.id());
    entities.unwrap(Session.class).doWork(connection -> turns.tell(connection, turn));
  }
}
