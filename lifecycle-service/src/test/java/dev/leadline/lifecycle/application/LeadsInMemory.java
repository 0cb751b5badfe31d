package dev.leadline.lifecycle.application;

import dev.leadline.events.LeadId;
import dev.leadline.lifecycle.stage.StagedLead;
import dev.leadline.lifecycle.stage.Standing;
import dev.leadline.lifecycle.stage.Visit;
import dev.leadline.messaging.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The leads without a database.
final class LeadsInMemory implements StagedLeads {
  final Map<LeadId, Standing> leads = new TreeMap<>();
  final Map<List<Object>, Visit> visits = new HashMap<>();
  final Map<String, Integer> tally = new TreeMap<>();

  @Override
  public Map<LeadId, Standing> lock(Transaction transaction, Collection<LeadId> ids) {
    Map<LeadId, Standing> found = new HashMap<>(leads);
    found.keySet().retainAll(ids);
    return found;
  }

  @Override
  public List<StagedLead> lockRested(Transaction transaction, Instant now, int most) {
    return leads.values().stream()
        .filter(StagedLead.class::isInstance)
        .map(StagedLead.class::cast)
        .filter(lead -> isDue(lead.restsUntil(), now))
        .limit(most)
        .toList();
  }

  @Override
  public void insert(Transaction transaction, Collection<Standing> added) {
    added.forEach(lead -> leads.put(lead.id(), lead));
  }

  @Override
  public void update(Transaction transaction, Collection<Standing> changed) {
    changed.forEach(lead -> leads.put(lead.id(), lead));
  }

  @Override
  public void begin(Transaction transaction, Collection<Visit> begun) {
    begun.forEach(visit -> {
      if (visits.putIfAbsent(key(visit), visit) != null) {
        throw new IllegalStateException(visit + " has begun already");
      }
    });
  }

  @Override
  public void end(Transaction transaction, Collection<Visit> ended) {
    ended.forEach(visit -> {
      if (visits.replace(key(visit), visit) == null) {
        throw new IllegalStateException(visit + " has not begun");
      }
    });
  }

  private static List<Object> key(Visit visit) {
    return List.of(visit.lead(), visit.position());
  }

  @Override
  public Set<LeadId> forget(Transaction transaction, Collection<LeadId> ids) {
    Set<LeadId> people = new HashSet<>(ids);
    while (leads.values().stream().anyMatch(lead -> isOf(people, lead) && people.add(lead.id()))) {}
    people.forEach(id -> leads.computeIfPresent(id, (_, _) -> new Standing.Erased(id)));
    visits.values().removeIf(visit -> leads.get(visit.lead()) instanceof Standing.Erased);
    return people;
  }

  @Override
  public void tally(Transaction transaction, Map<String, Integer> changes) {
    changes.forEach((stage, change) -> tally.merge(stage, change, Integer::sum));
    tally.values().removeIf(leads -> leads == 0);
  }

  @Override
  public Optional<Standing> find(LeadId id) {
    return Optional.ofNullable(leads.get(id));
  }

  private static boolean isOf(Set<LeadId> people, Standing lead) {
    return lead instanceof Standing.Merged merged && people.contains(merged.survivor());
  }

  private static boolean isDue(@Nullable Instant at, Instant now) {
    return at != null && !at.isAfter(now);
  }
}
