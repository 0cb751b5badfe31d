package dev.leadline.policy.describe;

import dev.leadline.policy.Policy;
import dev.leadline.policy.Segment;
import java.util.List;

/// A policy as a document that people can read: the funnel with what lets a lead enter and leave
/// each stage, how leads are scored, and who gets them. Markdown, with graphs for Mermaid. The same
/// policy always gives the same document.
public final class PolicyDocument {
  private PolicyDocument() {}

  public static String of(Policy policy) {
    Markdown text = new Markdown();
    text.heading(1, "Policy");
    text.paragraph("Version " + Markdown.code(policy.version()) + ".");
    segments(policy.segments(), text);
    FunnelChapter.write(policy.lifecycle(), text);
    ScoringChapter.write(policy.scoring(), text);
    RoutingChapter.write(policy.routing(), text);
    return text.toString();
  }

  private static void segments(List<Segment> segments, Markdown text) {
    if (!segments.isEmpty()) {
      text.heading(2, "Segments");
      text.table(
          List.of("segment", "a lead is in it when"),
          segments.stream()
              .map(one -> List.of(Markdown.code(one.id()), Markdown.condition(one.when())))
              .toList());
    }
  }
}
