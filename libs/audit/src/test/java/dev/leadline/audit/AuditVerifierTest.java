package dev.leadline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.AuditVerifier.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditVerifierTest {
  private final List<ChainLink> chain = new ArrayList<>(Records.chain(5));

  @Test
  void aChainAsWrittenIsIntact() {
    assertThat(verdict()).isEqualTo(new Verdict.Intact(chain.getLast().head()));
  }

  @Test
  void aChainWithoutLinksIsIntact() {
    chain.clear();

    assertThat(verdict())
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.head().sequence()).isZero());
  }

  @Test
  void aChangedRecordIsFound() {
    ChainLink link = chain.get(2);
    String hash = link.hash();
    chain.set(
        2, new ChainLink(link.chain(), 3, Records.withOutcome(link.record(), "suppressed"), hash));

    assertThat(verdict())
        .isInstanceOfSatisfying(
            Verdict.Broken.class,
            broken -> {
              assertThat(broken.sequence()).isEqualTo(3);
              assertThat(broken.problem())
                  .startsWith("hash " + hash + " found where ")
                  .endsWith(
                      " follows from decision " + link.record().id() + " and the link before");
            });
  }

  @Test
  void aChangedRecordWithAHashOfItsOwnIsFoundAtTheLinkBehindIt() {
    // given
    AuditChain hashes = new AuditChain();
    ChainLink forged =
        hashes.link(chain.get(1).head(), Records.withOutcome(chain.get(2).record(), "suppressed"));
    chain.set(2, forged);

    // when, then
    assertThat(broken().sequence()).isEqualTo(4);
  }

  @Test
  void aDeletedLinkIsFound() {
    chain.remove(2);

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 3, "link 4 found where link 3 was expected"));
  }

  @Test
  void aDeletedFirstLinkIsFound() {
    chain.removeFirst();

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 1, "link 2 found where link 1 was expected"));
  }

  @Test
  void anInsertedLinkIsFound() {
    chain.add(2, new AuditChain().link(chain.get(1).head(), Records.numbered(99)));

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 4, "link 3 found where link 4 was expected"));
  }

  @Test
  void swappedLinksAreFound() {
    Collections.swap(chain, 1, 2);

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 2, "link 3 found where link 2 was expected"));
  }

  @Test
  void swappedRecordsAreFound() {
    ChainLink second = chain.get(1);
    ChainLink third = chain.get(2);
    chain.set(1, new ChainLink(second.chain(), 2, third.record(), second.hash()));
    chain.set(2, new ChainLink(third.chain(), 3, second.record(), third.hash()));

    assertThat(broken().sequence()).isEqualTo(2);
  }

  @Test
  void aLinkOfAnotherChainIsFound() {
    ChainLink link = chain.get(2);
    chain.set(2, new ChainLink("scoring:requests", 3, link.record(), link.hash()));

    assertThat(broken())
        .isEqualTo(
            new Verdict.Broken(
                Records.CHAIN,
                3,
                "link of chain 'scoring:requests' found in chain '" + Records.CHAIN + "'"));
  }

  @Test
  void aChainUnderAnotherNameIsFound() {
    Verdict verdict = AuditVerifier.verify("scoring:requests", chain.iterator());

    assertThat(verdict).isInstanceOf(Verdict.Broken.class);
  }

  @Test
  void aTailThatWasCutOffIsFoundByAHeadSeenBefore() {
    // given
    ChainHead seen = chain.getLast().head();
    chain.removeLast();

    // when
    Verdict verdict = AuditVerifier.verify(seen, chain.iterator());

    // then
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Broken(
                Records.CHAIN, 5, "chain ends at link 4 and was seen to reach link 5"));
  }

  @Test
  void aChainWrittenAnewIsFoundByAHeadSeenBefore() {
    // given
    ChainHead seen = new ChainHead(Records.CHAIN, 4, "00".repeat(32));

    // when
    Verdict verdict = AuditVerifier.verify(seen, chain.iterator());

    // then
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Broken(
                Records.CHAIN,
                4,
                "hash %s found where %s was seen before"
                    .formatted(chain.get(3).hash(), seen.hash())));
  }

  @Test
  void aChainThatGrewSinceItsHeadWasSeenIsIntact() {
    assertThat(AuditVerifier.verify(chain.get(2).head(), chain.iterator()))
        .isEqualTo(new Verdict.Intact(chain.getLast().head()));
  }

  private Verdict verdict() {
    return AuditVerifier.verify(Records.CHAIN, chain.iterator());
  }

  private Verdict.Broken broken() {
    assertThat(verdict()).isInstanceOf(Verdict.Broken.class);
    return (Verdict.Broken) verdict();
  }
}
