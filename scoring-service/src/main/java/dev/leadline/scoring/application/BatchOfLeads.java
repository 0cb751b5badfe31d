package dev.leadline.scoring.application;

import dev.leadline.events.LeadId;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.History;
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
public final class BatchOfLeads {
  private final Map<LeadId, ScoredLead> stored;
  private final Map<LeadId, ScoredLead> touched = new TreeMap<>();
  private final Map<LeadId, History> histories;
  private final List<Happening> happenings = new ArrayList<>();
  private final Set<LeadId> erased = new TreeSet<>();

  /// @param histories of the leads that may have to be replayed
  public BatchOfLeads(Map<LeadId, ScoredLead> stored, Map<LeadId, History> histories) {
    this.stored = new HashMap<>(stored);
    this.histories = new HashMap<>(histories);
  }

  /// The lead as it is by now; null when it is not known.
  public @Nullable ScoredLead lead(LeadId id) {
    ScoredLead now = touched.get(id);
    return now == null ? stored.get(id) : now;
  }

  /// The leads as they were loaded.
  Collection<ScoredLead> stored() {
    return stored.values();
  }

  /// The lead that goes on in the place of that one, however often it was merged.
  LeadId survivorOf(LeadId id) {
    LeadId survivor = id;
    ScoredLead lead = lead(id);
    while (lead != null && lead.end() != null) {
      survivor = lead.end().survivor();
      lead = lead(survivor);
    }
    return survivor;
  }

  /// What was told of a lead, this batch included.
  History history(LeadId id) {
    return histories.getOrDefault(id, new History(id, List.of()));
  }

  void put(ScoredLead lead) {
    touched.put(lead.id(), lead);
  }

  void remember(Happening happening) {
    happenings.add(happening);
    histories.computeIfPresent(happening.lead(), (_, history) -> history.with(List.of(happening)));
  }

  /// A lead ended: what was told of it was told of all that go on in its place.
  void end(ScoredLead ended) {
    put(ended);
    List<Happening> its = history(ended.id()).happenings();
    ScoredLead lead = ended;
    while (lead != null && lead.end() != null) {
      LeadId survivor = lead.end().survivor();
      histories.put(survivor, history(survivor).with(its));
      lead = lead(survivor);
    }
  }

  /// Forgets a lead and all that went over into it, also where this batch alone knows of that.
  void erase(LeadId id) {
    Set<LeadId> person = person(id);
    stored.keySet().removeAll(person);
    touched.keySet().removeAll(person);
    happenings.removeIf(happening -> person.contains(happening.lead()));
    histories.replaceAll((_, history) -> history.without(person));
    erased.addAll(person);
  }

  /// A lead and those that are known to have gone over into it: by their ends, or because their
  /// histories are part of its own.
  private Set<LeadId> person(LeadId id) {
    Set<LeadId> person = new TreeSet<>(Set.of(id));
    history(id).happenings().forEach(happening -> person.add(happening.lead()));
    Stream.of(stored, touched)
        .flatMap(leads -> leads.keySet().stream())
        .filter(one -> wentOverInto(id, one))
        .forEach(person::add);
    return person;
  }

  private boolean wentOverInto(LeadId id, LeadId one) {
    ScoredLead lead = lead(one);
    while (lead != null && lead.end() != null) {
      LeadId survivor = lead.end().survivor();
      if (survivor.equals(id)) {
        return true;
      }
      lead = lead(survivor);
    }
    return false;
  }

  public Set<LeadId> erased() {
    return erased;
  }

  public List<Happening> happenings() {
    return happenings;
  }

  List<ScoredLead> toInsert() {
    return touched.values().stream().filter(lead -> !stored.containsKey(lead.id())).toList();
  }

  List<ScoredLead> toUpdate() {
    return touched.values().stream()
        .filter(lead -> stored.containsKey(lead.id()) && !lead.equals(stored.get(lead.id())))
        .toList();
  }
}
