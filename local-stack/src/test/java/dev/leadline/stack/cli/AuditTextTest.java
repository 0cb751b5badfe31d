package dev.leadline.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.audit.AuditVerifier.Verdict;
import dev.leadline.audit.ChainHead;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTextTest {
  private static final List<Verdict> VERDICTS =
      List.of(
          new Verdict.Intact(head(0), head(2_500), 3),
          new Verdict.Intact(head(2_000), head(2_500), 0),
          new Verdict.Broken("scoring:requests", 7, "link 8 found where link 7 was expected"));

  @Test
  void everyChainHasALineAndWhatIsBrokenIsToldBelow() {
    assertThat(AuditText.of(VERDICTS))
        .isEqualTo(
            """
            state    chain                       links   erased  head
            intact   routing:requests           1-2500        3  abababababab
            intact   routing:requests        2001-2500        0  abababababab
            BROKEN   scoring:requests             at 7

            scoring:requests, link 7: link 8 found where link 7 was expected
            """);
  }

  @Test
  void theSummaryCounts() {
    assertThat(AuditText.summary(List.of())).isEqualTo("There are no chains yet.");
    assertThat(AuditText.summary(VERDICTS)).isEqualTo("3 chains, 1 of them BROKEN.");
    assertThat(AuditText.summary(VERDICTS.subList(0, 2)))
        .isEqualTo("2 chains, all of them intact.");
  }

  private static ChainHead head(long sequence) {
    return new ChainHead("routing:requests", sequence, "ab".repeat(32));
  }
}
