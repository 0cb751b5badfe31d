package dev.leadline.stack.cli;

import dev.leadline.audit.AuditVerifier.Verdict;
import java.util.List;

/// Verdicts about chains for people: a table, what is broken below it.
final class AuditText {
  private static final int HASH = 12;

  private AuditText() {}

  static String of(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return "";
    }
    int width = verdicts.stream().mapToInt(one -> one.chain().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    String row = "%-7s  %-" + Math.max(width, "chain".length()) + "s  %15s  %7s  %s\n";
    text.append(row.formatted("state", "chain", "links", "erased", "head"));
    for (Verdict verdict : verdicts) {
      text.append(
          switch (verdict) {
            case Verdict.Intact(var start, var head, var erased) ->
                row.formatted(
                    "intact",
                    head.chain(),
                    links(start.sequence(), head.sequence()),
                    erased,
                    head.hash().substring(0, HASH));
            case Verdict.Broken(var chain, var sequence, _) ->
                row.formatted("BROKEN", chain, "at " + sequence, "", "").stripTrailing() + "\n";
          });
    }
    verdicts.stream()
        .filter(Verdict.Broken.class::isInstance)
        .map(Verdict.Broken.class::cast)
        .forEach(broken ->
            text.append(
                "%n%s, link %d: %s%n"
                    .formatted(broken.chain(), broken.sequence(), broken.problem())));
    return text.toString();
  }

  /// In a sentence.
  static String summary(List<Verdict> verdicts) {
    long broken = verdicts.stream().filter(Verdict.Broken.class::isInstance).count();
    if (verdicts.isEmpty()) {
      return "There are no chains yet.";
    }
    if (verdicts.size() == 1) {
      return broken == 0 ? "1 chain, intact." : "1 chain, BROKEN.";
    }
    return broken == 0
        ? "%d chains, all of them intact.".formatted(verdicts.size())
        : "%d chains, %d of them BROKEN.".formatted(verdicts.size(), broken);
  }

  private static String links(long before, long last) {
    return before == last ? "none" : "%d-%d".formatted(before + 1, last);
  }
}
