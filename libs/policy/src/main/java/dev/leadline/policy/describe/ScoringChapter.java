package dev.leadline.policy.describe;

import dev.leadline.policy.ScoringPolicy;
import dev.leadline.policy.ScoringPolicy.Decay;
import dev.leadline.policy.ScoringPolicy.EngagementRule;
import dev.leadline.policy.ScoringPolicy.Limits;
import dev.leadline.policy.ScoringPolicy.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a lead is worth, by each model.
final class ScoringChapter {
  private ScoringChapter() {}

  static void write(ScoringPolicy policy, Markdown text) {
    text.heading(2, "Scoring");
    for (Variant variant : policy.variants()) {
      model(
          variant.model(), "Scores a lead when " + Markdown.condition(variant.when()) + ".", text);
    }
    String rest = policy.variants().isEmpty() ? "every lead" : "every other lead";
    model(policy, "Scores " + rest + ".", text);
  }

  private static void model(ScoringPolicy model, String whom, Markdown text) {
    text.heading(3, "Model " + model.model());
    text.paragraph(whom);
    Limits limits = model.limits();
    text.items(
        List.of(
            "Qualifies from **%d** points of the total, and no longer under **%d**."
                .formatted(model.qualify().enter(), model.qualify().leave()),
            "Fit counts up to %d, engagement up to %d, the total up to %d."
                .formatted(limits.fit(), limits.engagement(), limits.total()),
            "Grades by fit: "
                + String.join(
                    ", ",
                    model.grades().entrySet().stream()
                        .map(grade -> grade.getKey() + " from " + grade.getValue())
                        .toList())
                + ", D below."));
    text.paragraph("**Fit**: who a lead is");
    text.table(
        List.of("rule", "when", "points"),
        model.fit().stream()
            .map(rule ->
                List.of(
                    Markdown.code(rule.id()),
                    Markdown.condition(rule.when()),
                    Integer.toString(rule.points())))
            .toList());
    text.paragraph("**Engagement**: what a lead does");
    text.table(
        List.of("rule", "activity", "when", "points", "at most", "fades"),
        model.engagement().stream().map(ScoringChapter::row).toList());
    if (!model.groups().isEmpty()) {
      Map<String, List<String>> rules = model.rulesByGroup();
      text.paragraph(
          "**Groups**: what rules come to together, before fit and engagement are capped");
      text.table(
          List.of("group", "rules", "at most"),
          model.groups().entrySet().stream()
              .map(group ->
                  List.of(
                      Markdown.code(group.getKey()),
                      Markdown.codes(rules.getOrDefault(group.getKey(), List.of())),
                      group.getValue() + " points"))
              .toList());
    }
    if (!model.handRaises().isEmpty()) {
      text.paragraph("**Hand-raises**: qualify whatever the score, as long as the hand is up");
      text.table(
          List.of("rule", "activity", "when", "stays up"),
          model.handRaises().stream()
              .map(raise ->
                  List.of(
                      Markdown.code(raise.id()),
                      Markdown.code(raise.on()),
                      Markdown.condition(raise.when()),
                      Markdown.time(raise.holds())))
              .toList());
    }
  }

  private static List<String> row(EngagementRule rule) {
    return List.of(
        Markdown.code(rule.id()),
        Markdown.code(rule.on()),
        Markdown.condition(rule.when()),
        Integer.toString(rule.points()),
        most(rule),
        switch (rule.decay()) {
          case Decay.None _ -> "never";
          case Decay.Linear(Duration over) -> "to nothing over " + Markdown.time(over);
          case Decay.HalfLife(Duration period) -> "by half each " + Markdown.time(period);
        });
  }

  private static String most(EngagementRule rule) {
    String times =
        rule.limit() == null
            ? ""
            : "%d times in %s".formatted(rule.limit().times(), Markdown.time(rule.limit().per()));
    String points = rule.cap() == null ? "" : rule.cap() + " points";
    return times.isEmpty() || points.isEmpty() ? times + points : times + ", " + points;
  }
}
