package dev.leadline.scoring.application;

import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadId;
import dev.leadline.messaging.Transaction;
import dev.leadline.scoring.lead.Happening;
import dev.leadline.scoring.lead.History;
import dev.leadline.scoring.lead.ScoredLead;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The leads and their histories without a database. Leads are kept as the JSON that a store would
/// keep, so what is read is never the object that was written.
final class LeadsInMemory implements ScoredLeads, LeadHistories, Rollout {
  private final Map<LeadId, byte[]> leads = new TreeMap<>();
  private final Map<LeadId, List<Happening>> told = new TreeMap<>();
  private @Nullable String lastBegun;

  Map<LeadId, ScoredLead> all() {
    Map<LeadId, ScoredLead> all = new TreeMap<>();
    leads.forEach((id, json) -> all.put(id, read(json)));
    return all;
  }

  /// What was told of each lead, in order.
  Map<LeadId, List<Happening>> histories() {
    return told;
  }

  @Override
  public Map<LeadId, ScoredLead> lock(Transaction transaction, Collection<LeadId> ids) {
    Map<LeadId, ScoredLead> found = new HashMap<>(all());
    found.keySet().retainAll(ids);
    return found;
  }

  @Override
  public Set<LeadId> lineage(Transaction transaction, Collection<LeadId> ids) {
    Set<LeadId> lineage = new TreeSet<>();
    ids.forEach(id -> {
      LeadId next = id;
      while (next != null && lineage.add(next)) {
        next = find(next).map(ScoredLead::end).map(ScoredLead.End::survivor).orElse(null);
      }
    });
    return lineage;
  }

  @Override
  public List<ScoredLead> lockDue(
      Transaction transaction, Instant until, String version, int most) {
    return all().values().stream()
        .filter(lead -> lead.policyVersion().equals(version))
        .filter(lead -> isDue(lead.reevaluateAt(), until))
        .sorted(Comparator.comparing(lead -> String.valueOf(lead.reevaluateAt())))
        .limit(most)
        .toList();
  }

  @Override
  public List<ScoredLead> lockOutdated(Transaction transaction, String version, int most) {
    return all().values().stream()
        .filter(lead -> !lead.isEnded() && !lead.policyVersion().equals(version))
        .limit(most)
        .toList();
  }

  @Override
  public void insert(Transaction transaction, Collection<ScoredLead> added) {
    update(transaction, added);
  }

  @Override
  public void update(Transaction transaction, Collection<ScoredLead> changed) {
    changed.forEach(lead -> leads.put(lead.id(), written(lead)));
  }

  @Override
  public Set<LeadId> erase(Transaction transaction, Collection<LeadId> ids) {
    Set<LeadId> people = new TreeSet<>();
    all().keySet().stream()
        .filter(id -> lineage(transaction, List.of(id)).stream().anyMatch(ids::contains))
        .forEach(people::add);
    leads.keySet().removeAll(people);
    told.keySet().removeAll(people);
    return people;
  }

  @Override
  public Optional<ScoredLead> find(LeadId id) {
    return Optional.ofNullable(leads.get(id)).map(LeadsInMemory::read);
  }

  @Override
  public void append(Transaction transaction, List<Happening> happenings) {
    happenings.forEach(
        happening -> told.computeIfAbsent(happening.lead(), _ -> new ArrayList<>()).add(happening));
  }

  @Override
  public Map<LeadId, History> of(Transaction transaction, Collection<LeadId> ids) {
    Map<LeadId, History> histories = new HashMap<>();
    ids.forEach(id -> histories.put(id, until(id, Instant.MAX)));
    return histories;
  }

  @Override
  public History until(LeadId id, Instant at) {
    List<Happening> happenings = new ArrayList<>(told.getOrDefault(id, List.of()));
    for (ScoredLead lead : all().values()) {
      ScoredLead.End end = lead.end();
      if (end != null && end.survivor().equals(id) && !end.at().isAfter(at)) {
        happenings.addAll(until(lead.id(), at).happenings());
      }
    }
    return new History(id, happenings);
  }

  @Override
  public void began(Transaction transaction, String version, Instant at) {
    lastBegun = version;
  }

  @Override
  public boolean isLast(Transaction transaction, String version) {
    return version.equals(lastBegun);
  }

  private static boolean isDue(@Nullable Instant at, Instant until) {
    return at != null && !at.isAfter(until);
  }

  private static byte[] written(ScoredLead lead) {
    try {
      return EventCodec.mapper().writeValueAsBytes(lead);
    } catch (IOException recordsAreAlwaysWritable) {
      throw new IllegalStateException(recordsAreAlwaysWritable);
    }
  }

  private static ScoredLead read(byte[] json) {
    try {
      return EventCodec.mapper().readValue(json, ScoredLead.class);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
