package dev.leadline.scoring.application;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import dev.leadline.scoring.lead.ScoredLead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The leads of a batch while it is decided: as they were loaded, and as they are by now.
final class BatchOfLeads {
  private final Map<LeadId, ScoredLead> stored;
  private final Map<LeadId, Progress> touched = new TreeMap<>();
  private final Set<LeadId> erased = new TreeSet<>();

  BatchOfLeads(Map<LeadId, ScoredLead> stored) {
    this.stored = new HashMap<>(stored);
  }

  /// A lead that an event of the batch concerned.
  ///
  /// @param cause the last event that there is something to tell after; null when none
  /// @param because what came of the engagement rules
  record Progress(ScoredLead lead, @Nullable Envelope<?> cause, List<Reason> because) {}

  /// The lead as it is by now; null when it is not known.
  @Nullable ScoredLead lead(LeadId id) {
    Progress progress = touched.get(id);
    return progress == null ? stored.get(id) : progress.lead();
  }

  /// The lead as it was loaded; null when it is new.
  @Nullable ScoredLead before(LeadId id) {
    return stored.get(id);
  }

  void put(ScoredLead lead, Envelope<?> event, List<Reason> because) {
    Progress progress = touched.get(lead.id());
    boolean news = lead.tellsMoreThan(lead(lead.id()));
    List<Reason> all = new ArrayList<>(progress == null ? List.of() : progress.because());
    all.addAll(because);
    Envelope<?> earlier = progress == null ? null : progress.cause();
    touched.put(lead.id(), new Progress(lead, news ? event : earlier, all));
  }

  void erase(LeadId id) {
    stored.remove(id);
    touched.remove(id);
    erased.add(id);
  }

  Set<LeadId> erased() {
    return erased;
  }

  Collection<Progress> touched() {
    return touched.values();
  }

  List<ScoredLead> toInsert() {
    return leads().filter(lead -> !stored.containsKey(lead.id())).toList();
  }

  List<ScoredLead> toUpdate() {
    return leads()
        .filter(lead -> stored.containsKey(lead.id()) && !lead.equals(stored.get(lead.id())))
        .toList();
  }

  private Stream<ScoredLead> leads() {
    return touched.values().stream().map(Progress::lead);
  }
}
