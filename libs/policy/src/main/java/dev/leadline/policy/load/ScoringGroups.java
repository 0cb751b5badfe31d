package dev.leadline.policy.load;

import dev.leadline.policy.ScoringPolicy;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The groups of `scoring.yaml`: what caps rules together. A group is part of one score, in all
/// models.
final class ScoringGroups {
  private final @Nullable Block own;
  private final Map<String, Integer> caps;
  private final Names names;
  private final Map<String, FirstRule> firstRules;

  private ScoringGroups(
      @Nullable Block own,
      Map<String, Integer> caps,
      boolean complete,
      Map<String, FirstRule> firstRules) {
    this.own = own;
    this.caps = Collections.unmodifiableMap(caps);
    this.names = new Names("group", caps.keySet(), complete);
    this.firstRules = firstRules;
  }

  /// The first rule in a group, which says what score the group is part of.
  private record FirstRule(String score, int line) {}

  /// The groups of the file; none where it has no such key.
  static ScoringGroups read(Optional<Value> given) {
    return new ScoringGroups(null, Map.of(), true, new HashMap<>()).with(given);
  }

  /// The groups of a model: these, but for what it says otherwise, and more of its own.
  ScoringGroups with(Optional<Value> given) {
    Block block = given.map(Value::block).orElse(null);
    Map<String, Integer> all = new LinkedHashMap<>(caps);
    if (block != null) {
      all.putAll(block.entries(Value::id, (_, cap) -> ScoringFile.cap(cap)));
    }
    boolean complete = names.complete() && (block == null || !block.place().isAbsent());
    return new ScoringGroups(block, all, complete, firstRules);
  }

  /// The most that the rules of each group may come to.
  Map<String, Integer> caps() {
    return caps;
  }

  /// The group that a rule says it is in; null when it says none.
  ///
  /// @param score that the rule adds to
  @Nullable String of(String score, Optional<Value> given) {
    if (given.isEmpty()) {
      return null;
    }
    Value value = given.get();
    String group = names.reference(value);
    FirstRule first = firstRules.putIfAbsent(group, new FirstRule(score, value.line()));
    if (first != null && !first.score().equals(score) && caps.containsKey(group)) {
      value.error(
          "Group '%s' is part of %s since line %d, and a group is part of one score"
              .formatted(group, first.score(), first.line()));
    }
    return group;
  }

  /// Warns of groups that are declared here and hold no rule of these models. Nothing is said while
  /// a rule names a group that does not exist: it may have meant any.
  ///
  /// @param nothing the words for none of their rules
  void warnUnused(List<ScoringPolicy> models, String nothing) {
    if (own == null || !models.stream().allMatch(ScoringGroups::knowsItsGroups)) {
      return;
    }
    Set<String> used =
        models.stream()
            .flatMap(model -> model.rulesByGroup().keySet().stream())
            .collect(Collectors.toSet());
    own.keys().stream()
        .filter(group -> caps.containsKey(group) && !used.contains(group))
        .forEach(group -> own.key(group).warning(nothing + " is in group '" + group + "'"));
  }

  private static boolean knowsItsGroups(ScoringPolicy model) {
    return model.groups().keySet().containsAll(model.rulesByGroup().keySet());
  }
}
