package dev.leadline.scoring.application;

import static dev.leadline.scoring.application.Happenings.captured;
import static dev.leadline.scoring.application.Happenings.did;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.Policy;
import dev.leadline.scoring.ScoringPolicies;
import dev.leadline.scoring.lead.ScoringDecider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewsTest {
  private static final Policy POLICY = ScoringPolicies.shipped();
  private static final LeadSnapshot LEAD =
      aLead().with("country", "US").with("employees", 2_500L).build();
  private static final List<Envelope<?>> EVENTS =
      List.of(
          captured(LEAD, 0), did(LEAD, "form_submitted", 1), did(LEAD, "demo_requested", 50_000));

  private final ScoringDecider decider = new ScoringDecider(POLICY);

  @Test
  void unexplainedNewsAreTheSameButForLedgerAndReasons() {
    // when
    List<Envelope<LeadScored>> explained =
        told(new News(decider, MONDAY_MORNING, POLICY.version()));
    List<Envelope<LeadScored>> unexplained =
        told(News.unexplained(MONDAY_MORNING, POLICY.version()));
    // then
    assertThat(explained).hasSize(3).noneMatch(each -> each.event().because().isEmpty());
    assertThat(unexplained)
        .containsExactlyElementsOf(explained.stream().map(NewsTest::withoutWords).toList());
  }

  private List<Envelope<LeadScored>> told(News news) {
    Fold fold = new Fold(decider, new BatchOfLeads(Map.of(), Map.of()), news, MONDAY_MORNING);
    EVENTS.forEach(fold::event);
    return news.told().stream().map(News.Told::envelope).toList();
  }

  private static Envelope<LeadScored> withoutWords(Envelope<LeadScored> told) {
    LeadScored event = told.event();
    return new Envelope<>(
        told.id(),
        told.source(),
        told.time(),
        told.recordedAt(),
        told.correlationId(),
        told.causationId(),
        told.policyVersion(),
        told.traceparent(),
        new LeadScored(
            event.lead(),
            event.score(),
            event.previous(),
            List.of(),
            List.of(),
            event.handRaisedAt()));
  }
}
