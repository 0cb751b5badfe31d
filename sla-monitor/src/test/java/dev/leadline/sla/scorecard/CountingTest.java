package dev.leadline.sla.scorecard;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Actor;
import dev.leadline.events.Clock;
import dev.leadline.events.ClockBreached;
import dev.leadline.events.ClockMet;
import dev.leadline.events.ClockMet.TimeSplit;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Event;
import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.StageEntered;
import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy;
import dev.leadline.policy.SlaPolicy.Commitment;
import dev.leadline.sla.SlaPolicies;
import dev.leadline.sla.scorecard.Fact.Detail;
import dev.leadline.sla.scorecard.Fact.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountingTest {
  private static final LeadSnapshot LEAD =
      aLead().with("employees", 2_500).with("country", "DE").with("source", "google").build();
  private static final Clock CLOCK =
      new Clock(
          DerivedIds.ofText("clock"),
          "speed-to-lead",
          1,
          null,
          Duration.ofMinutes(15),
          "always",
          "greta");

  private final Counting counting = new Counting(policy());

  @Test
  void aCaptureCountsRequiredFieldsForItsSegmentAndSource() {
    // when
    Fact fact = only(new LeadCaptured(LEAD, "hubspot", "Organic Search"));

    // then: of e-mail, last name, company, employees, country and source four are known
    assertThat(fact.kind()).isEqualTo(Kind.CAPTURED);
    assertThat(fact.segment()).isEqualTo("enterprise");
    assertThat(fact.source()).isEqualTo("google");
    assertThat(fact.detail()).isEqualTo(Detail.share(4, 6));
  }

  @Test
  void aMergeCountsOnceForTheAbsorbed() {
    LeadSnapshot survivor = aLead(1).build();
    LeadSnapshot absorbed = aLead(2).build();

    assertThat(only(new LeadsMerged(absorbed, survivor.id(), absorbed.id(), "email")).lead())
        .isEqualTo(absorbed.id());
    assertThat(facts(new LeadsMerged(survivor, survivor.id(), absorbed.id(), "email"))).isEmpty();
  }

  @Test
  void anActivityThatStopsAClockIsAnAnswerAndNoOtherIs() {
    Instant later = MONDAY_MORNING.plusSeconds(90);

    assertThat(only(activity("rep_touch"), later).detail().amount()).isEqualTo(90_000_000L);
    assertThat(only(activity("rep_touch"), MONDAY_MORNING.minusSeconds(1)).detail().amount())
        .isZero();
    assertThat(facts(activity("page_viewed"))).isEmpty();
  }

  @Test
  void aVisitTellsWhetherItWentForwardAndWhatItDelivers() {
    // when
    List<Fact> facts = facts(entered("mql", "lead"));

    // then
    assertThat(facts).extracting(Fact::kind).containsExactly(Kind.ENTERED, Kind.DELIVERED);
    assertThat(facts.getFirst().detail()).isEqualTo(Detail.numbered("mql", 2, true));
    assertThat(facts.getLast().detail().name()).isEqualTo("mqls");
    assertThat(only(entered("recycled", "mql")).detail().flag()).isFalse();
    assertThat(only(entered("subscriber", null)).detail().flag()).isNull();
  }

  @Test
  void anAssignmentCountsForTheTeamOfItsRep() {
    assertThat(only(assigned("greta", null)).owner()).isEqualTo(new Owner("tomas", "greta"));
    assertThat(only(assigned("mara", null)).owner()).isEqualTo(new Owner(null, "mara"));
    assertThat(only(assigned("stranger", null)).owner()).isEqualTo(new Owner(null, "stranger"));
    assertThat(only(assigned("greta", null)).detail().flag()).isFalse();
    assertThat(only(assigned("greta", new Actor(Actor.Kind.OPERATOR, "olga"))).detail().flag())
        .isTrue();
  }

  @Test
  void aPromiseCountsWhenItWasDecided() {
    // given
    Instant due = MONDAY_MORNING.plusSeconds(900);
    TimeSplit split = new TimeSplit(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));

    // when
    Fact broken = only(new ClockBreached(LEAD, CLOCK, due, false));
    Fact kept = only(new ClockMet(LEAD, CLOCK, due, Duration.ofMinutes(1), false, split));

    // then
    assertThat(broken.kind()).isEqualTo(Kind.BROKEN);
    assertThat(kept.kind()).isEqualTo(Kind.KEPT);
    assertThat(List.of(broken, kept))
        .allSatisfy(fact -> {
          assertThat(fact.happenedAt()).isEqualTo(due);
          assertThat(fact.detail().name()).isEqualTo("speed-to-lead");
          assertThat(fact.detail().subject()).isEqualTo(CLOCK.id());
        });
    assertThat(facts(new ClockMet(LEAD, CLOCK, due, Duration.ofHours(1), true, split))).isEmpty();
  }

  @Test
  void aCaseIsToldApartByItsSubject() {
    assertThat(raised("one").detail()).isEqualTo(raised("one").detail());
    assertThat(raised("one").detail()).isNotEqualTo(raised("other").detail());
  }

  private Fact raised(String subject) {
    return only(
        new ExceptionRaised(ExceptionReason.POISON_EVENT, subject, "scoring", null, "x", "y"));
  }

  private Fact only(Event event) {
    return only(event, MONDAY_MORNING);
  }

  private Fact only(Event event, Instant at) {
    assertThat(facts(event, at)).hasSize(1);
    return facts(event, at).getFirst();
  }

  private List<Fact> facts(Event event) {
    return facts(event, MONDAY_MORNING);
  }

  private List<Fact> facts(Event event, Instant at) {
    return counting.facts(anEnvelopeOf(event).at(at).build(), 1);
  }

  private static ActivityRecorded activity(String type) {
    return new ActivityRecorded(LEAD, new Activity(type, "hubspot", Map.of()));
  }

  private static StageEntered entered(String stage, @Nullable String from) {
    return new StageEntered(LEAD, stage, from, 2, Actor.system("lifecycle"), null, null, List.of());
  }

  private static LeadAssigned assigned(String rep, @Nullable Actor actor) {
    return new LeadAssigned(
        LEAD, 1, rep, "dach", "dach", null, null, null, List.of(), List.of(), actor);
  }

  private static Policy policy() {
    SlaPolicy promises = SlaPolicies.always().policy().sla();
    return SlaPolicies.policy(
        new SlaPolicy(
            promises.targets(),
            Map.of(),
            null,
            List.of(new Commitment("mqls", "mql", null, 400, Commitment.Period.MONTH, "always"))));
  }
}
