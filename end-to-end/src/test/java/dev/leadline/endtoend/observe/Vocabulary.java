package dev.leadline.endtoend.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.ExceptionReason;
import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.local.Member;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The values that labels may have, as the policy, the sources and the code bound them.
final class Vocabulary {
  /// Of labels whose values are words of the code, such as `outcome`, there are no more.
  private static final int WORDS_OF_THE_CODE = 24;

  private static final String ALL = "all";
  private static final String NONE = "none";

  private final Map<String, Set<String>> values = new HashMap<>();

  /// @param senders the ids of the sources that may send
  Vocabulary(Collection<String> senders) {
    Set<String> targets = ids(policy("sla").path("targets"));
    Set<String> segments = ids(policy("segments"));
    Set<String> stages = ids(policy("lifecycle").path("stages"));
    Set<String> pools = names(policy("routing").path("pools"));
    Set<String> sources = names(policy("taxonomy").path("sources"));
    values.put("target", targets);
    values.put("commitment", ids(policy("sla").path("commitments")));
    values.put("segment", and(segments, NONE));
    values.put("stage", stages);
    values.put("from", and(stages, NONE));
    values.put("pool", and(pools, NONE));
    Set<String> rules = and(ids(policy("routing").path("rules")), NONE);
    rules.addAll(ids(policy("routing").path("suppress")));
    ids(policy("routing").path("keep-owner")).forEach(way -> rules.add("keep-owner:" + way));
    values.put("rule", rules);
    values.put("source", and(sources, NONE, "unclassified"));
    // What a door says that does not know its sender.
    values.get("source").addAll(Set.of("any", "unknown", "cloudevents", "segment"));
    values.get("source").addAll(senders);
    Set<String> parts = and(segments, ALL, NONE, "unclassified");
    parts.addAll(sources);
    // A team is that of a manager.
    parts.addAll(policy("reps").findValuesAsText("manager"));
    values.put("part", parts);
    values.put("by", Set.of(ALL, "segment", "source", "team"));
    values.put("window", Set.of("today", "7d", "28d"));
    values.put("figure", figures());
    Set<String> reasons =
        Stream.of(ExceptionReason.values()).map(Enum::name).collect(Collectors.toSet());
    values.put("reason", and(reasons, ALL));
    Set<String> of = and(reasons, ALL);
    of.addAll(targets);
    of.addAll(stages);
    of.addAll(values.get("commitment"));
    values.put("of", of);
    values.put(
        "service", Member.services().stream().map(Member::label).collect(Collectors.toSet()));
  }

  /// Whether a label may say that; anything where that is not known beforehand.
  boolean allows(String label, String value) {
    return !values.containsKey(label) || values.get(label).contains(value);
  }

  /// How many series a metric with these labels can have.
  long bound(Set<String> labels) {
    return labels.stream()
        .mapToLong(it -> values.containsKey(it) ? values.get(it).size() : WORDS_OF_THE_CODE)
        .reduce(1, Math::multiplyExact);
  }

  private static Set<String> figures() {
    return and(ScorecardApi.gauges().keySet(), "promised", "delivered", "expected", "projected");
  }

  private static JsonNode policy(String name) {
    return AlertRules.read(Checkout.root().resolve("policies/default/" + name + ".yaml"));
  }

  /// The ids of a list, whose entries may be ids themselves.
  private static Set<String> ids(JsonNode list) {
    return list.valueStream()
        .map(each -> each.isTextual() ? each.asText() : each.path("id").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(JsonNode object) {
    return object
        .propertyStream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> and(Set<String> some, String... others) {
    Set<String> both = new TreeSet<>(some);
    both.addAll(Set.of(others));
    return both;
  }
}
