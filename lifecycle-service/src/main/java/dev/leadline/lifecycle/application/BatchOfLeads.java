package dev.leadline.lifecycle.application;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.stage.Move;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.lifecycle.stage.Visit;
import dev.leadline.messaging.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The leads of a batch while it is decided: as they were loaded, and as they are by now.
public final class BatchOfLeads {
  private final Map<LeadId, Standing> stored;
  private final Map<LeadId, Standing> touched = new TreeMap<>();
  private final Map<VisitKey, Visit> visits = new LinkedHashMap<>();
  private final Set<LeadId> erased = new TreeSet<>();

  public BatchOfLeads(Map<LeadId, Standing> stored) {
    this.stored = stored;
  }

  private record VisitKey(LeadId lead, int position) {}

  /// How the lead stands by now; null when it is not known.
  public @Nullable Standing standing(LeadId id) {
    Standing by = touched.get(id);
    return by == null ? stored.get(id) : by;
  }

  void put(StagedLead lead) {
    touched.put(lead.id(), lead);
  }

  void move(Move move) {
    StagedLead before = move.before();
    if (before != null) {
      record(Visit.of(before, move.after().enteredAt()));
    }
    record(Visit.of(move.after(), null));
    put(move.after());
  }

  void merge(StagedLead absorbed, LeadId survivor, Instant at) {
    record(Visit.of(absorbed, at.isBefore(absorbed.enteredAt()) ? absorbed.enteredAt() : at));
    touched.put(absorbed.id(), new Standing.Merged(absorbed, survivor));
  }

  void erase(LeadId id) {
    visits.keySet().removeIf(visit -> visit.lead().equals(id));
    touched.put(id, new Standing.Erased(id));
    erased.add(id);
  }

  /// Writes down what changed.
  ///
  /// @return who is forgotten, with all who were merged into them
  Set<LeadId> save(StagedLeads leads, Transaction transaction) throws SQLException {
    leads.insert(transaction, changed(false));
    leads.update(transaction, changed(true));
    leads.begin(transaction, visits(false));
    leads.end(transaction, visits(true));
    // Last, for it reaches those too who were merged into them within this batch.
    Set<LeadId> forgotten = leads.forget(transaction, erased);
    leads.tally(transaction, moved());
    return forgotten;
  }

  private void record(Visit visit) {
    visits.put(new VisitKey(visit.lead(), visit.position()), visit);
  }

  private Collection<Standing> changed(boolean known) {
    return touched.values().stream()
        .filter(lead -> stored.containsKey(lead.id()) == known)
        .filter(lead -> !lead.equals(stored.get(lead.id())))
        .toList();
  }

  private Collection<Visit> visits(boolean known) {
    return visits.values().stream().filter(visit -> isStored(visit) == known).toList();
  }

  private boolean isStored(Visit visit) {
    return stored.get(visit.lead()) instanceof StagedLead lead && visit.position() <= lead.moves();
  }

  /// How many leads more, or fewer, each stage has.
  private Map<String, Integer> moved() {
    Map<String, Integer> changes = new TreeMap<>();
    touched.forEach((id, lead) -> {
      count(changes, stored.get(id), -1);
      count(changes, lead, 1);
    });
    changes.values().removeIf(change -> change == 0);
    return changes;
  }

  private static void count(Map<String, Integer> changes, @Nullable Standing lead, int by) {
    if (lead instanceof StagedLead staged) {
      changes.merge(staged.stage(), by, Integer::sum);
    }
  }
}
