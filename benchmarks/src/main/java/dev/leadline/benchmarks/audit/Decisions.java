package dev.leadline.benchmarks.audit;

import dev.leadline.audit.DecisionRecord;
import dev.leadline.audit.InputDigest;
import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Decisions as routing makes them: eight rules considered, with the values that decided.
final class Decisions {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final String DIGEST = InputDigest.of("what a decision was made from");
  private static final List<Reason> REASONS =
      IntStream.range(0, 8)
          .mapToObj(rule ->
              rule < 7
                  ? Reason.notMatched("territory-" + rule, "country=\"US\", employees=250")
                  : Reason.matched("everyone-else", "pool 'inbound' chose 'ana'"))
          .toList();

  private Decisions() {}

  static DecisionRecord numbered(long number) {
    UUID cause = new UUID(7, number);
    return new DecisionRecord(
        DerivedIds.derive(cause, "decision", 0),
        new LeadId(new UUID(8, number % 10_000)),
        "routing",
        NOW,
        NOW.plusMillis(number),
        "e934f46851c68a7b",
        cause,
        "delivery-" + number,
        Actor.system("routing"),
        "assigned:ana",
        REASONS,
        DIGEST);
  }
}
