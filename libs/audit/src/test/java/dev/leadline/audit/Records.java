package dev.leadline.audit;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;

/// Decision records and chains for tests.
final class Records {
  static final String CHAIN = "routing:leadline.lifecycle.v1:0";
  static final String SALT = "5a".repeat(16);
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
      ChainLink link = hashes.link(head, record, SALT);
      links.add(link);
      head = link.head();
    }
    return links;
  }

  /// The link that a record becomes behind a head.
  static ChainLink link(ChainHead head, DecisionRecord record) {
    return new AuditChain().link(head, record, SALT);
  }

  /// The link as it is once its lead is forgotten.
  static ChainLink erased(ChainLink link) {
    return new ChainLink(
        link.chain(),
        link.sequence(),
        link.record().withoutValues(),
        Objects.requireNonNull(link.seal()).erased(),
        link.hash());
  }

  /// The link with another record and all else as it was.
  static ChainLink with(ChainLink link, DecisionRecord record) {
    return new ChainLink(link.chain(), link.sequence(), record, link.seal(), link.hash());
  }

  /// The record with the details of its reasons changed.
  static DecisionRecord withDetails(DecisionRecord record, String detail) {
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
        record.outcome(),
        record.reasons().stream()
            .map(reason -> new Reason(reason.rule(), reason.verdict(), detail))
            .toList(),
        record.inputDigest());
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
