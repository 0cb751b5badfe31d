package dev.leadline.scoring.application;

import dev.leadline.events.LeadId;
import dev.leadline.messaging.Transaction;
import dev.leadline.scoring.lead.ScoredLead;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The leads without a database.
final class LeadsInMemory implements ScoredLeads {
  private final Map<LeadId, ScoredLead> leads = new TreeMap<>();

  Map<LeadId, ScoredLead> all() {
    return Map.copyOf(leads);
  }

  @Override
  public Map<LeadId, ScoredLead> lock(Transaction transaction, Collection<LeadId> ids) {
    Map<LeadId, ScoredLead> found = new HashMap<>(leads);
    found.keySet().retainAll(ids);
    return found;
  }

  @Override
  public List<ScoredLead> lockDue(Transaction transaction, Instant now, int most) {
    return leads.values().stream()
        .filter(lead -> isDue(lead.reevaluateAt(), now))
        .sorted(Comparator.comparing(lead -> String.valueOf(lead.reevaluateAt())))
        .limit(most)
        .toList();
  }

  @Override
  public void insert(Transaction transaction, Collection<ScoredLead> added) {
    added.forEach(lead -> leads.put(lead.id(), lead));
  }

  @Override
  public void update(Transaction transaction, Collection<ScoredLead> changed) {
    changed.forEach(lead -> leads.put(lead.id(), lead));
  }

  @Override
  public void erase(Transaction transaction, Collection<LeadId> ids) {
    leads.values().removeIf(lead -> ids.contains(lead.id()));
  }

  @Override
  public Optional<ScoredLead> find(LeadId id) {
    return Optional.ofNullable(leads.get(id));
  }

  private static boolean isDue(@Nullable Instant at, Instant now) {
    return at != null && !at.isAfter(now);
  }
}
