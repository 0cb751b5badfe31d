package dev.leadline.intake.identity;

import dev.leadline.events.LeadChanged.FieldChange;
import dev.leadline.events.LeadId;
import dev.leadline.intake.identity.Identification.Outcome;
import dev.leadline.intake.normalisation.EmailAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The leads of one batch: those that were known, and what the observations make of them, one after
/// the other. Not for use by several threads.
public final class Identities {
  private final Completion completion;
  private final Map<Key, LeadId> known;
  private final Map<Key, LeadId> owners = new HashMap<>();
  private final Map<LeadId, LeadState> leads = new TreeMap<>();
  private final Map<String, NavigableSet<LeadId>> byCanonicalEmail = new HashMap<>();
  private final Map<LeadId, LeadId> absorbed = new LinkedHashMap<>();
  private final Set<LeadId> captured = new LinkedHashSet<>();
  private final Set<LeadId> touched = new LinkedHashSet<>();
  private final List<Merge> merges = new ArrayList<>();

  /// @param keys the keys of the batch that are known, with their leads
  /// @param states those leads
  /// @param canonicalEmails the canonical e-mails of the batch with the leads that have them
  public Identities(
      Completion completion,
      Map<Key, LeadId> keys,
      List<LeadState> states,
      Map<String, Set<LeadId>> canonicalEmails) {
    this.completion = completion;
    known = Map.copyOf(keys);
    owners.putAll(keys);
    states.forEach(state -> leads.put(state.id(), state));
    canonicalEmails.forEach((email, ids) -> byCanonicalEmail.put(email, new TreeSet<>(ids)));
  }

  /// Decides whom it is about: the lead that has one of its keys, a new one where none has, the
  /// oldest where several have, which are merged.
  public Identification identify(Observation observation) {
    boolean newEmail = hasNewEmail(observation);
    Map<LeadId, Key> found = found(observation);
    List<Merge> joined = new ArrayList<>();
    LeadState before = found.isEmpty() ? capture(observation) : join(found, joined);
    LeadState after = found.isEmpty() ? before : apply(before, observation);
    leads.put(after.id(), after);
    touched.add(after.id());
    observation.keys().forEach(key -> owners.put(key, after.id()));
    Map<String, FieldChange> changes =
        found.isEmpty() ? Map.of() : FieldNews.changes(before.fields(), after.fields());
    return new Identification(
        observation,
        after,
        outcome(found.isEmpty(), joined, changes),
        found.values().stream().map(Identities::kind).distinct().toList(),
        joined,
        changes,
        newEmail ? likelySame(observation, after.id()) : Optional.empty());
  }

  /// The leads that were not there before, absorbed ones included.
  public List<LeadState> newLeads() {
    return captured.stream().map(this::state).toList();
  }

  /// The leads that were there and are now otherwise, absorbed ones included.
  public List<LeadState> changedLeads() {
    return touched.stream().filter(id -> !captured.contains(id)).sorted().map(this::state).toList();
  }

  /// The keys that were nobody's before.
  public Map<Key, LeadId> newKeys() {
    Map<Key, LeadId> keys = new TreeMap<>();
    owners.forEach((key, owner) -> {
      if (!known.containsKey(key)) {
        keys.put(key, survivorOf(owner));
      }
    });
    return keys;
  }

  /// The merges, in order.
  public List<Merge> merges() {
    return List.copyOf(merges);
  }

  /// The lead that a lead was absorbed by; empty when it goes on.
  public Optional<LeadId> absorbedBy(LeadId id) {
    return absorbed.containsKey(id) ? Optional.of(survivorOf(id)) : Optional.empty();
  }

  private Map<LeadId, Key> found(Observation observation) {
    Map<LeadId, Key> found = new TreeMap<>();
    for (Key key : observation.keys()) {
      LeadId owner = owners.get(key);
      if (owner != null) {
        found.putIfAbsent(survivorOf(owner), key);
      }
    }
    return found;
  }

  private LeadState capture(Observation observation) {
    LeadId id = LeadId.firstSeen(observation.receivedAt(), observation.cause());
    captured.add(id);
    return new LeadState(
        id,
        1,
        observation.happenedAt(),
        observation.source(),
        completion.complete(observation.fields()));
  }

  private LeadState join(Map<LeadId, Key> found, List<Merge> joined) {
    LeadState survivor = null;
    for (Map.Entry<LeadId, Key> match : found.entrySet()) {
      LeadState lead = state(match.getKey());
      if (survivor == null) {
        survivor = lead;
      } else {
        Merge merge = Merge.of(survivor, lead, kind(match.getValue()));
        joined.add(merge);
        merges.add(merge);
        absorbed.put(merge.absorbedId(), merge.survivorId());
        touched.add(merge.absorbedId());
        survivor = merge.merged();
      }
    }
    return Objects.requireNonNull(survivor);
  }

  private LeadState apply(LeadState lead, Observation observation) {
    Map<String, KnownValue> fields =
        completion.complete(FieldNews.apply(lead.fields(), observation.fields()));
    boolean news = !FieldNews.changes(lead.fields(), fields).isEmpty();
    return lead.with(news ? lead.version() + 1 : lead.version(), fields);
  }

  private static Outcome outcome(
      boolean isNew, List<Merge> joined, Map<String, FieldChange> changes) {
    if (isNew) {
      return Outcome.CAPTURED;
    }
    if (!joined.isEmpty()) {
      return Outcome.MERGED;
    }
    return changes.isEmpty() ? Outcome.RECOGNISED : Outcome.CHANGED;
  }

  private boolean hasNewEmail(Observation observation) {
    return observation.keys().stream()
        .anyMatch(key -> key.kind().equals("email") && !owners.containsKey(key));
  }

  private Optional<LeadId> likelySame(Observation observation, LeadId self) {
    Optional<String> canonical = canonicalEmail(observation);
    if (canonical.isEmpty()) {
      return Optional.empty();
    }
    NavigableSet<LeadId> likely =
        byCanonicalEmail.computeIfAbsent(canonical.get(), _ -> new TreeSet<>());
    Optional<LeadId> other =
        likely.stream().map(this::survivorOf).filter(id -> !id.equals(self)).findFirst();
    likely.add(self);
    return other;
  }

  /// The canonical e-mail by which leads that are likely the same are found.
  public static Optional<String> canonicalEmail(Observation observation) {
    return Optional.ofNullable(observation.fields().get(LeadFields.EMAIL))
        .flatMap(email -> EmailAddress.parse(email.value().toString()))
        .map(EmailAddress::canonical);
  }

  private LeadId survivorOf(LeadId id) {
    LeadId survivor = id;
    for (LeadId next = absorbed.get(survivor); next != null; next = absorbed.get(survivor)) {
      survivor = next;
    }
    return survivor;
  }

  private LeadState state(LeadId id) {
    LeadState state = leads.get(id);
    if (state == null) {
      throw new IllegalStateException("Lead " + id + " has a key but is not there");
    }
    return state;
  }

  private static String kind(Key key) {
    int colon = key.kind().indexOf(':');
    return colon < 0 ? key.kind() : key.kind().substring(0, colon);
  }
}
