package dev.leadline.routing.roster;

import dev.leadline.policy.RoutingPolicy.Caps;
import dev.leadline.policy.RoutingPolicy.Leave;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A rep as defined at run time, in place of what the policy says.
///
/// @param calendar the name of the calendar of their working hours; null means always
/// @param manager the rep id of the manager; null when none
/// @param languages ISO 639 codes in lower case
/// @param leave null means as the policy says
/// @param pools the weight in each pool that the rep is a member of; null means as the policy says
public record RepDefinition(
    String name,
    String email,
    boolean active,
    @Nullable String calendar,
    @Nullable String manager,
    Set<String> skills,
    Set<String> languages,
    Caps caps,
    @Nullable List<Leave> leave,
    @Nullable Map<String, Integer> pools) {
  public RepDefinition {
    skills = Collections.unmodifiableSet(new TreeSet<>(skills));
    languages = Collections.unmodifiableSet(new TreeSet<>(languages));
    leave = leave == null ? null : List.copyOf(leave);
    pools = pools == null ? null : Collections.unmodifiableMap(new TreeMap<>(pools));
  }
}
