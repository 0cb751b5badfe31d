package dev.leadline.policy.describe;

import dev.leadline.policy.RoutingPolicy;
import dev.leadline.policy.RoutingPolicy.Destination;
import dev.leadline.policy.RoutingPolicy.KeepOwner;
import dev.leadline.policy.RoutingPolicy.Nobody;
import dev.leadline.policy.RoutingPolicy.Pool;
import dev.leadline.policy.RoutingPolicy.Rule;
import dev.leadline.policy.RoutingPolicy.Suppression;
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
    if (!policy.workIn().isEmpty()) {
      text.paragraph(
          "It counts as an open lead of its owner in " + Markdown.codes(policy.workIn()) + ".");
    }
    text.graph(graph(policy));
    if (!policy.suppress().isEmpty()) {
      text.heading(3, "Suppressed");
      text.table(
          List.of("rule", "goes to nobody when", "because", "kept back", "holds until"),
          policy.suppress().stream().map(RoutingChapter::row).toList());
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
        List.of(
            "pool",
            "method",
            "members",
            "asks of a member",
            "hours",
            "days begin in",
            "accept within",
            "catches up",
            "given by hand",
            "nobody available"),
        policy.pools().values().stream().map(RoutingChapter::row).toList());
    RepsTable.write(policy.reps().values(), text);
  }

  private static List<String> row(Suppression rule) {
    return List.of(
        Markdown.code(rule.id()),
        Markdown.condition(rule.when()),
        rule.reason() == null ? "" : rule.reason(),
        rule.lasts() == null ? "for good" : "for " + Markdown.time(rule.lasts()),
        rule.until() == null ? "always" : rule.until().toString());
  }

  private static List<String> row(Pool pool) {
    return List.of(
        Markdown.code(pool.id()),
        pool.method().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        String.join(
            ", ",
            pool.members().stream().map(member -> member.rep() + " × " + member.weight()).toList()),
        asked(pool),
        pool.hours() == null ? "each member's own" : Markdown.code(pool.hours()),
        pool.zone().getId(),
        pool.acceptWithin() == null ? "not asked" : Markdown.time(pool.acceptWithin()),
        pool.catchUp() == null ? "nothing" : "up to " + pool.catchUp(),
        pool.countManual() ? "counts" : "does not count",
        inWords(pool.nobody()));
  }

  private static String asked(Pool pool) {
    String skills = Markdown.codes(pool.skills());
    String language = pool.matchLanguage() ? "the lead's language" : "";
    return skills.isEmpty() || language.isEmpty() ? skills + language : skills + ", " + language;
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
