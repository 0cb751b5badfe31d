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
  private final Map<String, Set<ZoneId>> zones = new TreeMap<>();
  private final Policy policy;

  private Roster(Policy policy) {
    this.policy = policy;
  }

  public static Roster of(Policy policy, Collection<RosterEntry> entries) {
    Roster roster = new Roster(policy);
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
    policy.routing().pools().forEach((id, pool) -> roster.pools.put(id, roster.manned(pool)));
    roster.pools.values().forEach(roster::noteZone);
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

  /// In the order of the policy.
  public Collection<Pool> pools() {
    return Collections.unmodifiableCollection(pools.values());
  }

  /// The pools that a rep is a member of, with the weights there.
  public Map<String, Integer> membershipsOf(String rep) {
    Map<String, Integer> memberships = new LinkedHashMap<>();
    for (Pool pool : pools.values()) {
      pool.members().stream()
          .filter(member -> member.rep().equals(rep))
          .forEach(member -> memberships.put(pool.id(), member.weight()));
    }
    return memberships;
  }

  /// The zone of the rep's calendar; UTC for a rep who always works.
  public ZoneId home(Rep rep) {
    return rep.calendar() == null ? ZoneOffset.UTC : policy.calendar(rep.calendar()).zone();
  }

  /// The zones in which the days and weeks of a rep's caps begin: home and those of the pools.
  public Set<ZoneId> zonesOf(String rep) {
    TreeSet<ZoneId> all = new TreeSet<>(Comparator.comparing(ZoneId::getId));
    all.addAll(zones.getOrDefault(rep, Set.of()));
    rep(rep).ifPresent(known -> all.add(home(known.rep())));
    return all;
  }

  private void noteZone(Pool pool) {
    pool.members()
        .forEach(member ->
            zones
                .computeIfAbsent(
                    member.rep(), _ -> new TreeSet<>(Comparator.comparing(ZoneId::getId)))
                .add(pool.zone()));
  }

  private Pool manned(Pool pool) {
    List<Member> members = new ArrayList<>();
    Set<String> named = new TreeSet<>();
    for (Member member : pool.members()) {
      named.add(member.rep());
      Map<String, Integer> chosen = memberships(member.rep());
      Integer weight = chosen == null ? Integer.valueOf(member.weight()) : chosen.get(pool.id());
      if (weight != null) {
        members.add(new Member(member.rep(), weight));
      }
    }
    for (String rep : reps.keySet()) {
      Map<String, Integer> chosen = named.contains(rep) ? null : memberships(rep);
      Integer weight = chosen == null ? null : chosen.get(pool.id());
      if (weight != null) {
        members.add(new Member(rep, weight));
      }
    }
    return new Pool(
        pool.id(),
        pool.method(),
        members,
        pool.zone(),
        pool.hours(),
        pool.skills(),
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
        definition.caps(),
        known == null ? List.of() : known.leave());
  }
}
