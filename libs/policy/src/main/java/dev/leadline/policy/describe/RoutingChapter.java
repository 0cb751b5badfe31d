package dev.leadline.policy.describe;

import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.KeepOwner;
import dev.leadline.policy.RoutingPolicy.Nobody;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Who gets a lead.
final class RoutingChapter {
  private RoutingChapter() {}

  static void write(RoutingPolicy policy, Markdown text) {
    text.heading(2, "Routing");
    text.paragraph(
        "A lead is given to someone when it enters " + Markdown.codes(policy.routeAt()) + ".");
    text.graph(graph(policy));
    if (!policy.suppress().isEmpty()) {
      text.heading(3, "Suppressed");
      text.table(
          List.of("rule", "goes to nobody when"),
          policy.suppress().stream()
              .map(one -> List.of(Markdown.code(one.id()), Markdown.condition(one.when())))
              .toList());
    }
    if (!policy.keepOwner().isEmpty()) {
      text.heading(3, "Kept owners");
      text.items(policy.keepOwner().stream().map(RoutingChapter::inWords).toList());
    }
    text.heading(3, "Rules");
    text.paragraph("The first that matches decides.");
    text.table(
        List.of("rule", "when", "to"),
        policy.rules().stream()
            .map(rule ->
                List.of(
                    Markdown.code(rule.id()), Markdown.condition(rule.when()), inWords(rule.to())))
            .toList());
    text.heading(3, "Pools");
    text.table(
        List.of("pool", "method", "members", "hours", "accept within", "nobody available"),
        policy.pools().values().stream().map(RoutingChapter::row).toList());
  }

  private static List<String> row(Pool pool) {
    return List.of(
        Markdown.code(pool.id()),
        pool.method().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        String.join(
            ", ",
            pool.members().stream().map(member -> member.rep() + " × " + member.weight()).toList()),
        pool.hours() == null ? "each member's own" : Markdown.code(pool.hours()),
        pool.acceptWithin() == null ? "not asked" : Markdown.time(pool.acceptWithin()),
        inWords(pool.nobody()));
  }

  private static String inWords(KeepOwner keep) {
    return switch (keep) {
      case SAME_PERSON -> "an active owner of the same person";
      case SAME_ACCOUNT -> "an active owner of the same account";
    };
  }

  private static String inWords(Nobody nobody) {
    String then = inWords(nobody.then());
    return nobody.hold() == null
        ? then
        : "wait up to " + Markdown.time(nobody.hold()) + ", then " + then;
  }

  private static String inWords(Destination to) {
    return switch (to) {
      case Destination.ToPool(String pool) -> "pool " + Markdown.code(pool);
      case Destination.ToQueue(String queue) -> "queue " + Markdown.code(queue);
      case Destination.ToRep(String rep) -> "rep " + Markdown.code(rep);
    };
  }

  private static List<String> graph(RoutingPolicy policy) {
    List<String> lines = new ArrayList<>(List.of("flowchart LR"));
    Map<Destination, String> nodes = new LinkedHashMap<>();
    lines.add("  lead([lead]) --> r0");
    for (int index = 0; index < policy.rules().size(); index++) {
      Rule rule = policy.rules().get(index);
      String node = nodes.computeIfAbsent(rule.to(), _ -> "d" + nodes.size());
      lines.add("  r%d{\"%s\"} -->|yes| %s".formatted(index, rule.id(), node));
      if (index + 1 < policy.rules().size()) {
        lines.add("  r%d -->|no| r%d".formatted(index, index + 1));
      }
    }
    policy
        .pools()
        .values()
        .forEach(pool -> {
          String from = nodes.get(new Destination.ToPool(pool.id()));
          if (from != null) {
            String then = nodes.computeIfAbsent(pool.nobody().then(), _ -> "d" + nodes.size());
            lines.add("  %s -.->|nobody| %s".formatted(from, then));
          }
        });
    nodes.forEach(
        (to, node) -> lines.add("  %s[\"%s\"]".formatted(node, inWords(to).replace("`", ""))));
    return lines;
  }
}
