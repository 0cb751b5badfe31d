package dev.leadline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.AuditVerifier.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportVerifierTest {
  private static final String OTHER = "scoring:requests";

  private final List<ChainLink> links = Records.chain(5);
  private final ChainHead head = links.getLast().head();
  private final List<String> export = new ArrayList<>();

  ExportVerifierTest() {
    export.add(new ExportLine.Beginning(AuditVerifier.genesis(Records.CHAIN), head).text());
    links.forEach(link -> export.add(new ExportLine.Link(link).text()));
    ChainHead start = AuditVerifier.genesis(OTHER);
    ChainLink other = Records.link(start, Records.numbered(7));
    export.add(new ExportLine.Beginning(start, other.head()).text());
    export.add(new ExportLine.Link(other).text());
  }

  @Test
  void aLineReadsBackEqual() {
    ChainLink erased = Records.erased(links.getFirst());

    assertThat(ExportLine.parse(export.getFirst()).text()).isEqualTo(export.getFirst());
    assertThat(ExportLine.parse(export.get(1))).isEqualTo(new ExportLine.Link(links.getFirst()));
    assertThat(ExportLine.parse(new ExportLine.Link(erased).text()))
        .isEqualTo(new ExportLine.Link(erased));
  }

  @Test
  void anExportAsWrittenIsIntact() {
    assertThat(verdicts()).hasSize(2).allMatch(Verdict.Intact.class::isInstance);
  }

  @Test
  void aChangedRecordIsFoundAndTheOtherChainsAreStillVerified() {
    export.set(3, export.get(3).replace("assigned", "queued"));

    assertThat(broken().sequence()).isEqualTo(3);
    assertThat(verdicts().getLast()).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aChangedValueIsFound() {
    export.set(3, export.get(3).replace("employees is 20", "employees is 21"));

    assertThat(broken().sequence()).isEqualTo(3);
  }

  @Test
  void aDeletedRecordIsFound() {
    export.remove(3);

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 3, "link 4 found where link 3 was expected"));
  }

  @Test
  void anInsertedRecordIsFound() {
    export.add(3, new ExportLine.Link(Records.link(head, Records.numbered(99))).text());

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 3, "link 6 found where link 3 was expected"));
  }

  @Test
  void recordsInAnotherOrderAreFound() {
    Collections.swap(export, 3, 4);

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 3, "link 4 found where link 3 was expected"));
  }

  @Test
  void aRecordPutIntoAnotherChainIsFound() {
    export.add(3, export.getLast());

    assertThat(broken())
        .isEqualTo(
            new Verdict.Broken(
                Records.CHAIN,
                3,
                "link of chain '" + OTHER + "' found in chain '" + Records.CHAIN + "'"));
  }

  @Test
  void aChainWithoutItsEndIsFound() {
    export.remove(5);

    assertThat(broken())
        .isEqualTo(
            new Verdict.Broken(
                Records.CHAIN, 5, "chain ends at link 4 and was seen to reach link 5"));
  }

  @Test
  void aLineCutInTheMiddleIsFound() {
    List<String> cut = new ArrayList<>(export.subList(0, 5));
    cut.add(export.get(5).substring(0, 100));

    assertThat(ExportVerifier.verify(cut.iterator(), List.of()).getFirst())
        .isInstanceOfSatisfying(
            Verdict.Broken.class,
            broken -> {
              assertThat(broken.sequence()).isEqualTo(5);
              assertThat(broken.problem()).startsWith("line 6 cannot be read: ");
            });
  }

  @Test
  void aChainWithoutItsBeginningIsFound() {
    export.removeFirst();

    assertThat(broken())
        .isEqualTo(new Verdict.Broken(Records.CHAIN, 1, "line 1 follows no beginning"));
  }

  @Test
  void whatIsNoExportIsFound() {
    assertThat(ExportVerifier.verify(List.of("rubbish").iterator(), List.of()))
        .singleElement()
        .isInstanceOf(Verdict.Broken.class);
  }

  @Test
  void aShorterExportThatAgreesWithItselfIsFoundByAHeadThatWasKeptElsewhere() {
    ChainHead earlier = links.get(3).head();
    export.set(0, new ExportLine.Beginning(AuditVerifier.genesis(Records.CHAIN), earlier).text());
    export.remove(5);

    assertThat(verdicts()).allMatch(Verdict.Intact.class::isInstance);
    assertThat(ExportVerifier.verify(export.iterator(), List.of(head)).getFirst())
        .isEqualTo(
            new Verdict.Broken(
                Records.CHAIN, 5, "chain ends at link 4 and was seen to reach link 5"));
  }

  @Test
  void aChainThatIsNotThereIsFoundByAHeadThatWasKeptElsewhere() {
    ChainHead gone = new ChainHead("routing:gone", 12, "00".repeat(32));

    assertThat(ExportVerifier.verify(export.iterator(), List.of(gone)).getLast())
        .isEqualTo(
            new Verdict.Broken(
                "routing:gone", 1, "chain is not there and was seen to reach link 12"));
  }

  @Test
  void aDroppedPrefixThatIsInventedIsFoundByTheFirstLinkThatIsKept() {
    ChainHead invented = new ChainHead(Records.CHAIN, 2, "00".repeat(32));
    export.set(0, new ExportLine.Beginning(invented, head).text());
    export.remove(2);
    export.remove(1);

    assertThat(broken().sequence()).isEqualTo(3);
  }

  private List<Verdict> verdicts() {
    return ExportVerifier.verify(export.iterator(), List.of());
  }

  private Verdict.Broken broken() {
    assertThat(verdicts().getFirst()).isInstanceOf(Verdict.Broken.class);
    return (Verdict.Broken) verdicts().getFirst();
  }
}
