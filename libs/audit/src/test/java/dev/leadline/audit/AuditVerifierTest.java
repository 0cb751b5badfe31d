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
    assertThat(verdict())
        .isEqualTo(
            new Verdict.Intact(AuditVerifier.genesis(Records.CHAIN), chain.getLast().head(), 0));
  }

  @Test
  void aLinkWhoseValuesWereErasedStillFollows() {
    chain.set(1, Records.erased(chain.get(1)));

    assertThat(verdict())
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.erased()).isEqualTo(1));
  }

  @Test
  void aChangedValueBesideTheChainIsFound() {
    ChainLink link = chain.get(2);
    chain.set(2, Records.with(link, Records.withDetails(link.record(), "employees is 21")));

    assertThat(broken())
        .isEqualTo(
            new Verdict.Broken(
                Records.CHAIN,
                3,
                "the values of decision "
                    + link.record().id()
                    + " are not those that were sealed"));
  }

  @Test
  void aValueThatIsPutWhereValuesWereErasedIsFound() {
    ChainLink erased = Records.erased(chain.get(2));
    chain.set(2, Records.with(erased, Records.withDetails(erased.record(), "invented")));

    assertThat(broken().sequence()).isEqualTo(3);
  }

  @Test
  void anErasedRecordWhoseVerdictIsChangedIsFound() {
    ChainLink erased = Records.erased(chain.get(2));
    chain.set(2, Records.with(erased, Records.withOutcome(erased.record(), "suppressed")));

    assertThat(broken().sequence()).isEqualTo(3);
  }

  @Test
  void aChainWhosePrefixWasDroppedVerifiesFromTheLastLinkThatWasDropped() {
    List<ChainLink> kept = chain.subList(2, 5);

    assertThat(new AuditVerifier(chain.get(1).head(), List.of()).verify(kept.iterator()))
        .isEqualTo(new Verdict.Intact(chain.get(1).head(), chain.getLast().head(), 0));
  }

  @Test
  void aPrefixThatWasDroppedFurtherThanIsSaidIsFound() {
    List<ChainLink> kept = chain.subList(3, 5);

    assertThat(new AuditVerifier(chain.get(1).head(), List.of()).verify(kept.iterator()))
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 3, "link 4 found where link 3 was expected"));
  }

  @Test
  void aDroppedPrefixThatIsNotTheOneThatWasSeenIsFound() {
    ChainHead invented = new ChainHead(Records.CHAIN, 2, "00".repeat(32));
    List<ChainHead> seen = List.of(chain.get(1).head());

    assertThat(new AuditVerifier(invented, seen).verify(chain.subList(2, 5).iterator()))
        .isInstanceOfSatisfying(
            Verdict.Broken.class, broken -> assertThat(broken.sequence()).isEqualTo(2));
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
    chain.set(2, Records.with(link, Records.withOutcome(link.record(), "suppressed")));

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
    ChainLink forged =
        Records.link(chain.get(1).head(), Records.withOutcome(chain.get(2).record(), "suppressed"));
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
    chain.add(2, Records.link(chain.get(1).head(), Records.numbered(99)));

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
    chain.set(1, Records.with(second, third.record()));
    chain.set(2, Records.with(third, second.record()));

    assertThat(broken().sequence()).isEqualTo(2);
  }

  @Test
  void aLinkOfAnotherChainIsFound() {
    ChainLink link = chain.get(2);
    chain.set(2, new ChainLink("scoring:requests", 3, link.record(), link.seal(), link.hash()));

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
    Verdict verdict = seen(seen);

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
    Verdict verdict = seen(seen);

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
    assertThat(seen(chain.get(2).head())).isInstanceOf(Verdict.Intact.class);
  }

  private Verdict seen(ChainHead head) {
    return new AuditVerifier(AuditVerifier.genesis(Records.CHAIN), List.of(head))
        .verify(chain.iterator());
  }

  private Verdict verdict() {
    return AuditVerifier.verify(Records.CHAIN, chain.iterator());
  }

  private Verdict.Broken broken() {
    assertThat(verdict()).isInstanceOf(Verdict.Broken.class);
    return (Verdict.Broken) verdict();
  }
}
