package dev.leadline.policy.load;

import dev.leadline.policy.Condition;
import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.KeepOwner;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rep;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.policy.RoutingPolicy.Suppression;
import dev.leadline.policy.time.WorkingCalendar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `routing.yaml`: which rule sends a lead where.
final class RoutingFile {
  static final String NAME = "routing.yaml";

  private static final Map<String, KeepOwner> KEPT =
      Words.inOrder(
          Map.entry("same-person", KeepOwner.SAME_PERSON),
          Map.entry("same-account", KeepOwner.SAME_ACCOUNT));

  private final Conditions conditions;
  private final Destinations destinations;
  private final Distinct ids = new Distinct("routing rule");

  private RoutingFile(Conditions conditions, Destinations destinations) {
    this.conditions = conditions;
    this.destinations = destinations;
  }

  /// @param reps by id, as [RepsFile] read them
  /// @param repNames the same as names to refer to
  static RoutingPolicy read(
      Value root,
      Conditions conditions,
      Names stages,
      Map<String, Rep> reps,
      Names repNames,
      Map<String, WorkingCalendar> calendars,
      Names calendarNames) {
    Block file = root.block();
    Destinations destinations = Destinations.of(file, root, repNames);
    RoutingFile reader = new RoutingFile(conditions, destinations);
    Map<String, Pool> pools =
        new Pools(calendars, calendarNames, repNames, destinations).read(file.required("pools"));
    RoutingPolicy policy =
        new RoutingPolicy(
            new LinkedHashSet<>(stages.references(file.required("route-at").oneOrMore())),
            file.optional("suppress").map(Value::list).orElse(List.of()).stream()
                .map(entry -> reader.suppression(entry.block()))
                .toList(),
            file.optional("keep-owner").map(Value::oneOrMore).orElse(List.of()).stream()
                .map(owner -> owner.choice(KEPT))
                .toList(),
            reader.rules(file.required("rules")),
            pools,
            reps,
            new LinkedHashSet<>(
                stages.references(
                    file.optional("work-in").map(Value::oneOrMore).orElse(List.of()))));
    file.finish();
    return policy;
  }

  private Suppression suppression(Block block) {
    Suppression suppression =
        new Suppression(
            ids.id(block.required("id")),
            conditions.read(block.required("when")),
            block.optional("reason").map(Value::text).orElse(null),
            block.optional("for").map(Value::duration).orElse(null),
            block.optional("until").map(Value::date).orElse(null));
    block.finish();
    return suppression;
  }

  private List<Rule> rules(Value list) {
    List<Value> values = list.list();
    List<Rule> rules = values.stream().map(value -> rule(value.block())).toList();
    FirstMatch.check(
        "rule", list, values, rules.stream().map(rule -> rule.when() == null).toList());
    return rules;
  }

  private Rule rule(Block block) {
    String id = ids.id(block.required("id"));
    @Nullable Condition when = conditions.read(block.optional("when"));
    Destination to = destinations.read(block.required("to"));
    block.finish();
    return new Rule(id, when, to);
  }
}
