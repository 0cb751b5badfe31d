package dev.leadline.policy.describe;

import dev.leadline.events.Actor;
import dev.leadline.policy.LifecyclePolicy;
import dev.leadline.policy.LifecyclePolicy.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// The stages, and what lets a lead enter and leave each.
final class FunnelChapter {
  private FunnelChapter() {}

  static void write(LifecyclePolicy policy, Markdown text) {
    text.heading(2, "Stages");
    text.graph(graph(policy));
    if (policy.coolDownStage() != null) {
      text.paragraph(
          "A lead that enters %s rests for %s before it can qualify again, unless it asks to be contacted."
              .formatted(Markdown.code(policy.coolDownStage()), Markdown.time(policy.coolDown())));
    }
    for (String stage : policy.stages()) {
      text.heading(3, stage);
      if (stage.equals(policy.initial())) {
        text.paragraph("Every new lead enters here.");
      }
      text.paragraph("**Enters**");
      moves(policy, move -> move.to().equals(stage), "from", text);
      text.paragraph("**Leaves**");
      moves(policy, move -> move.from().contains(stage), "to", text);
    }
  }

  private static void moves(
      LifecyclePolicy policy, Predicate<Transition> which, String other, Markdown text) {
    List<Transition> moves = policy.transitions().stream().filter(which).toList();
    if (moves.isEmpty()) {
      text.paragraph("By no move.");
    }
    text.table(
        List.of("move", other, "when", "by", "reason"),
        moves.stream()
            .map(move ->
                List.of(
                    Markdown.code(move.id()),
                    other.equals("to") ? Markdown.code(move.to()) : Markdown.codes(move.from()),
                    Markdown.condition(move.when()),
                    actors(move),
                    move.reasons().isEmpty() ? "" : "one of " + Markdown.codes(move.reasons())))
            .toList());
  }

  private static List<String> graph(LifecyclePolicy policy) {
    List<String> lines = new ArrayList<>(List.of("stateDiagram-v2"));
    policy
        .stages()
        .forEach(stage -> lines.add("  state \"%s\" as %s".formatted(stage, node(policy, stage))));
    lines.add("  [*] --> " + node(policy, policy.initial()));
    for (Transition move : policy.transitions()) {
      for (String from : move.from()) {
        lines.add(
            "  %s --> %s: %s".formatted(node(policy, from), node(policy, move.to()), move.id()));
      }
    }
    return lines;
  }

  /// Numbers, because a stage may have the name of a word of Mermaid's.
  private static String node(LifecyclePolicy policy, String stage) {
    return "s" + policy.stages().indexOf(stage);
  }

  private static String actors(Transition move) {
    return String.join(
        ", ",
        move.actors().stream().map(Actor.Kind::name).map(n -> n.toLowerCase(Locale.ROOT)).toList());
  }
}
