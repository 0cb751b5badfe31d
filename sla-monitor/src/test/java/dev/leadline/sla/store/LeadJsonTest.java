package dev.leadline.sla.store;

import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.DerivedIds;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.sla.clock.Journal;
import dev.leadline.sla.clock.Move;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeadJsonTest {
  @Test
  void aJournalIsReadAsItWasWritten() {
    // given
    Journal journal =
        new Journal(
            Stream.of(
                    new Move.Stage("mql", 2),
                    new Move.Owner("ana", "office", "inbound"),
                    new Move.Owner(null, null, null),
                    new Move.Activity("rep_touch"),
                    new Move.Other(),
                    new Move.End("merged"))
                .map(LeadJsonTest::move)
                .toList());

    // then
    assertThat(LeadJson.journal(text(LeadJson.of(journal)))).isEqualTo(journal);
  }

  @Test
  void aSnapshotIsReadAsItWasWritten() {
    // given
    LeadSnapshot lead =
        aLead()
            .with("employees", 250L)
            .with("score", 0.5)
            .with("consent", true)
            .with("tags", List.of("a", "b"))
            .build();

    // then
    assertThat(LeadJson.snapshot(text(LeadJson.of(lead)))).isEqualTo(lead);
  }

  @Test
  void instantsOfRowsThatWereWrittenAsTextAreRead() {
    // given
    String row =
        """
        {"moves":[{"event":"018f0000-0000-7000-8000-000000000001","type":"stage-entered",
        "at":"2026-03-02T09:00:00.123456Z","recorded":"2026-03-02T09:00:01Z","offset":7,
        "what":{"kind":"stage","stage":"mql","visit":1}}]}
        """;

    // when
    Move move = LeadJson.journal(row).moves().getFirst();

    // then
    assertThat(move.at()).isEqualTo("2026-03-02T09:00:00.123456Z");
    assertThat(move.recorded()).isEqualTo("2026-03-02T09:00:01Z");
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static Move move(Move.What what) {
    return new Move(
        DerivedIds.ofText(what.toString()),
        "stage-entered",
        MONDAY_MORNING.plusNanos(123_456_000),
        MONDAY_MORNING.plusSeconds(1),
        7,
        what);
  }
}
