package dev.leadline.routing.roster;

import dev.leadline.policy.Policy;
import dev.leadline.policy.RoutingPolicy.Member;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rep;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The reps and pools of the policy with the changes made at run time. Immutable.
public final class Roster {
  private final Map<String, RosterRep> reps = new TreeMap<>();
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> memberships = new HashMap<>();
  private final Policy policy;
  private final Map<String, PoolDefinition> definitions;

  private Roster(Policy policy, Map<String, PoolDefinition> definitions) {
    this.policy = policy;
    this.definitions = Map.copyOf(definitions);
  }

  /// The roster of a policy whose pools nobody changed.
  public static Roster of(Policy policy, Collection<RosterEntry> entries) {
    return of(policy, entries, Map.of());
  }

  /// @param definitions what was said of pools at run time, by id
  public static Roster of(
      Policy policy, Collection<RosterEntry> entries, Map<String, PoolDefinition> definitions) {
    Roster roster = new Roster(policy, definitions);
    policy
        .routing()
        .reps()
        .forEach((id, rep) -> roster.reps.put(id, new RosterRep(rep, RosterEntry.asInPolicy(id))));
    for (RosterEntry entry : entries) {
      RepDefinition definition = entry.definition();
      Rep known = policy.routing().reps().get(entry.rep());
      if (definition != null) {
        roster.reps.put(
            entry.rep(), new RosterRep(roster.defined(entry.rep(), definition, known), entry));
      } else if (known != null) {
        roster.reps.put(entry.rep(), new RosterRep(known, entry));
      }
    }
    Map<String, List<Member>> joiners = roster.joiners();
    roster
        .unmanned()
        .forEach(pool ->
            roster.pools.put(
                pool.id(), roster.manned(pool, joiners.getOrDefault(pool.id(), List.of()))));
    roster.pools.values().forEach(roster::noteMembers);
    return roster;
  }

  public Optional<RosterRep> rep(String id) {
    return Optional.ofNullable(reps.get(id));
  }

  /// The pool with its members of now, in member order: the policy's, then those who joined at run
  /// time by id.
  public Optional<Pool> pool(String id) {
    return Optional.ofNullable(pools.get(id));
  }

  /// In the order of the policy, then those that it does not have by id.
  public Collection<Pool> pools() {
    return Collections.unmodifiableCollection(pools.values());
  }

  /// By id.
  public Collection<RosterRep> reps() {
    return Collections.unmodifiableCollection(reps.values());
  }

  /// Whether a pool was changed at run time.
  public boolean isDefined(String pool) {
    return definitions.containsKey(pool);
  }

  /// Whether the policy has a pool, whatever was changed about it.
  public boolean isOfPolicy(String pool) {
    return policy.routing().pools().containsKey(pool);
  }

  /// The pools that a rep is a member of, with the weights there, in the order of the pools.
  public Map<String, Integer> membershipsOf(String rep) {
    return Collections.unmodifiableMap(memberships.getOrDefault(rep, new LinkedHashMap<>()));
  }

  /// The zone of the rep's calendar; UTC for a rep who always works.
  public ZoneId home(Rep rep) {
    return rep.calendar() == null ? ZoneOffset.UTC : policy.calendar(rep.calendar()).zone();
  }

  /// The zones in which the days and weeks of a rep's caps begin: home and those of the pools.
  public Set<ZoneId> zonesOf(String rep) {
    TreeSet<ZoneId> all = new TreeSet<>(Comparator.comparing(ZoneId::getId));
    membershipsOf(rep).keySet().forEach(pool -> pool(pool).map(Pool::zone).ifPresent(all::add));
    rep(rep).ifPresent(known -> all.add(home(known.rep())));
    return all;
  }

  private void noteMembers(Pool pool) {
    pool.members()
        .forEach(member ->
            memberships
                .computeIfAbsent(member.rep(), _ -> new LinkedHashMap<>())
                .put(pool.id(), member.weight()));
  }

  /// Whom the changes at run time make a member of each pool, by rep.
  private Map<String, List<Member>> joiners() {
    Map<String, List<Member>> joiners = new HashMap<>();
    reps.keySet()
        .forEach(rep -> {
          Map<String, Integer> chosen = memberships(rep);
          if (chosen != null) {
            chosen.forEach((pool, weight) ->
                joiners.computeIfAbsent(pool, _ -> new ArrayList<>()).add(new Member(rep, weight)));
          }
        });
    return joiners;
  }

  /// The pools of the policy as they were changed, then those that only a change made.
  private List<Pool> unmanned() {
    List<Pool> all = new ArrayList<>();
    policy.routing().pools().values().forEach(pool -> all.add(defined(pool)));
    new TreeMap<>(definitions)
        .forEach((id, definition) -> {
          if (!policy.routing().pools().containsKey(id)) {
            definition.alone(id, policy.calendars().keySet()).ifPresent(all::add);
          }
        });
    return all;
  }

  private Pool defined(Pool pool) {
    PoolDefinition definition = definitions.get(pool.id());
    return definition == null ? pool : definition.over(pool, policy.calendars().keySet());
  }

  /// What a rep's own definition says of pools goes before what a pool's says of its members.
  private Pool manned(Pool pool, List<Member> joiners) {
    List<Member> members = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (Member member : pool.members()) {
      named.add(member.rep());
      Map<String, Integer> chosen = memberships(member.rep());
      Integer weight = chosen == null ? Integer.valueOf(member.weight()) : chosen.get(pool.id());
      if (weight != null) {
        members.add(new Member(member.rep(), weight));
      }
    }
    joiners.stream().filter(member -> !named.contains(member.rep())).forEach(members::add);
    return new Pool(
        pool.id(),
        pool.method(),
        members,
        pool.zone(),
        pool.hours(),
        pool.skills(),
        pool.matchLanguage(),
        pool.acceptWithin(),
        pool.catchUp(),
        pool.countManual(),
        pool.nobody());
  }

  private @Nullable Map<String, Integer> memberships(String rep) {
    RosterRep known = reps.get(rep);
    RepDefinition definition = known == null ? null : known.entry().definition();
    return definition == null ? null : definition.pools();
  }

  /// A definition outlives the policy it was made under: whose calendar is gone is inactive until
  /// somebody says when they work.
  private Rep defined(String id, RepDefinition definition, @Nullable Rep known) {
    String calendar = definition.calendar();
    boolean lostCalendar = calendar != null && !policy.calendars().containsKey(calendar);
    return new Rep(
        id,
        definition.name(),
        definition.email(),
        definition.active() && !lostCalendar,
        lostCalendar ? null : calendar,
        definition.manager(),
        definition.skills(),
        definition.languages(),
        definition.caps(),
        definition.leave() != null
            ? definition.leave()
            : known == null ? List.of() : known.leave());
  }
}
