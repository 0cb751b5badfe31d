package dev.leadline.audit;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/// Decision records and chains for tests.
final class Records {
  static final String CHAIN = "routing:leadline.lifecycle.v1:0";
  private static final Instant HAPPENED = Instant.parse("2026-11-20T10:00:00.123456Z");

  private Records() {}

  static DecisionRecord numbered(long number) {
    return new DecisionRecord(
        new UUID(1, number),
        new LeadId(new UUID(2, number % 10)),
        "routing",
        HAPPENED,
        HAPPENED.plusSeconds(number),
        "policy-7",
        new UUID(3, number),
        "delivery-" + number,
        Actor.system("routing"),
        "assigned",
        List.of(
            Reason.notMatched("enterprise", "employees is 20"),
            Reason.unknown("emea", "country"),
            Reason.matched("everyone-else", "pool 'inbound' chose 'ana'")),
        InputDigest.of(number));
  }

  static List<DecisionRecord> numbered(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(Records::numbered).toList();
  }

  static List<ChainLink> chain(int length) {
    AuditChain hashes = new AuditChain();
    ChainHead head = hashes.genesis(CHAIN);
    List<ChainLink> links = new ArrayList<>();
    for (DecisionRecord record : numbered(1, length)) {
      ChainLink link = hashes.link(head, record);
      links.add(link);
      head = link.head();
    }
    return links;
  }

  static DecisionRecord withOutcome(DecisionRecord record, String outcome) {
    return new DecisionRecord(
        record.id(),
        record.lead(),
        record.kind(),
        record.happenedAt(),
        record.recordedAt(),
        record.policyVersion(),
        record.causation(),
        record.correlation(),
        record.actor(),
        outcome,
        record.reasons(),
        record.inputDigest());
  }
}
