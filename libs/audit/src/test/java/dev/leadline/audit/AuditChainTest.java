package dev.leadline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Actor;
import dev.leadline.events.LeadId;
import dev.leadline.events.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  /// Chains that were written have to verify for ever: a change of this hash is a change of format.
  @Test
  void theFormOfARecordDoesNotChange() {
    assertThat(Records.chain(3).getLast().hash())
        .isEqualTo("5f52ad80cb872bc54db00ac45ba56ce15d52e44d40e6307089de59c380e86ee4");
  }

  /// A link of the first form, as it was written before values could be erased.
  @Test
  void aLinkOfTheFirstFormStillVerifies() {
    ChainLink old = new ChainLink(Records.CHAIN, 1, Records.numbered(1), null, FirstForm.HASH);

    assertThat(AuditVerifier.verify(Records.CHAIN, List.of(old).iterator()))
        .isInstanceOf(AuditVerifier.Verdict.Intact.class);
  }

  @Test
  void everyComponentCounts() {
    List<String> hashes =
        Stream.of(
                record("routing", "p1", new UUID(0, 3), "c", "o", List.of()),
                record("scoring", "p1", new UUID(0, 3), "c", "o", List.of()),
                record("routing", null, new UUID(0, 3), "c", "o", List.of()),
                record("routing", "", new UUID(0, 3), "c", "o", List.of()),
                record("routing", "p1", null, "c", "o", List.of()),
                record("routing", "p1", new UUID(0, 3), "co", "", List.of()),
                record("routing", "p1", new UUID(0, 3), "", "co", List.of()),
                record("routing", "p1", new UUID(0, 3), "c", "o", reasons("ab", "")),
                record("routing", "p1", new UUID(0, 3), "c", "o", reasons("a", "b")),
                record("routing", "p1", new UUID(0, 3), "c", "o", reasons("", "ab")),
                Records.withDetails(
                    record("routing", "p1", new UUID(0, 3), "c", "o", reasons("a", "")), "c"))
            .map(AuditChainTest::hash)
            .toList();

    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void chainsOfDifferentNamesHaveDifferentHashes() {
    AuditChain chain = new AuditChain();

    assertThat(chain.genesis("routing:requests").hash())
        .isNotEqualTo(chain.genesis("routing:timers").hash());
  }

  @Test
  void aRecordHoldsOnlyWhatPostgresCanStore() {
    DecisionRecord record =
        new DecisionRecord(
            new UUID(0, 1),
            new LeadId(new UUID(0, 2)),
            "routing",
            NOW.plusNanos(1_999),
            NOW.plusNanos(2_001),
            null,
            null,
            "c",
            Actor.system("routing"),
            "o",
            List.of(Reason.matched("rule", "company is 'A\0B'")),
            "d");

    assertThat(record.happenedAt()).isEqualTo(NOW.plusNanos(1_000));
    assertThat(record.recordedAt()).isEqualTo(NOW.plusNanos(2_000));
    assertThat(record.reasons()).containsExactly(Reason.matched("rule", "company is 'A\uFFFDB'"));
  }

  @Test
  void theSaltCounts() {
    ChainHead genesis = AuditVerifier.genesis(Records.CHAIN);
    AuditChain chain = new AuditChain();

    assertThat(chain.link(genesis, Records.numbered(1), "00".repeat(16)).hash())
        .isNotEqualTo(chain.link(genesis, Records.numbered(1), "01".repeat(16)).hash());
  }

  private static String hash(DecisionRecord record) {
    AuditChain chain = new AuditChain();
    return Records.link(chain.genesis(Records.CHAIN), record).hash();
  }

  private static List<Reason> reasons(String rule, String detail) {
    return List.of(Reason.matched(rule, detail));
  }

  private static DecisionRecord record(
      String kind,
      @Nullable String policy,
      @Nullable UUID causation,
      String correlation,
      String outcome,
      List<Reason> reasons) {
    return new DecisionRecord(
        new UUID(0, 1),
        new LeadId(new UUID(0, 2)),
        kind,
        NOW,
        NOW,
        policy,
        causation,
        correlation,
        Actor.system("routing"),
        outcome,
        reasons,
        "d");
  }
}
