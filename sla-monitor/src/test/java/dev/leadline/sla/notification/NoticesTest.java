package dev.leadline.sla.notification;

import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Clock;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.ExceptionReason;
import dev.leadline.policy.Policy;
import dev.leadline.policy.SlaPolicy;
import dev.leadline.policy.SlaPolicy.Action;
import dev.leadline.policy.SlaPolicy.Budget;
import dev.leadline.policy.SlaPolicy.Channel;
import dev.leadline.policy.SlaPolicy.Channel.Kind;
import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.policy.SlaPolicy.Repeat;
import dev.leadline.policy.SlaPolicy.Rung;
import dev.leadline.policy.SlaPolicy.Target;
import dev.leadline.policy.SlaPolicy.Trigger;
import dev.leadline.sla.SlaPolicies;
import dev.leadline.sla.exception.Overdue;
import dev.leadline.sla.notification.Notice.Obstacle;
import dev.leadline.sla.notification.Notice.Severity;
import dev.leadline.sla.notification.Notice.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private static final UUID EVENT = new UUID(7, 8);
  private static final Instant SATURDAY = Instant.parse("2026-03-07T15:00:00Z");
  private static final Instant MONDAY = Instant.parse("2026-03-09T09:00:00Z");
  private static final Repeat EVERY_TEN_MINUTES = new Repeat(Duration.ofMinutes(10), 3);
  private static final Policy POLICY = policy("mail");

  @Test
  void theOwnerIsToldByTheChannelForPeopleWithinItsHours() {
    // when
    Notice notice = notice("notify:owner", "50%", "ana", POLICY);

    // then
    assertThat(notice.channel()).isEqualTo("mail");
    assertThat(notice.recipient()).isEqualTo("ana");
    assertThat(notice.severity()).isEqualTo(Severity.WARNING);
    assertThat(notice.notBefore()).isEqualTo(MONDAY);
    assertThat(notice.obstacle()).isNull();
  }

  @Test
  void aPageIsGatheredButNotHeldAndSaidAgain() {
    // when
    Notice notice = notice("page:on-call", "+PT1H", "ana", POLICY);

    // then
    assertThat(notice.channel()).isEqualTo("on-call");
    assertThat(notice.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(notice.notBefore()).isEqualTo(SATURDAY.plusSeconds(30));
    assertThat(notice.repeat()).isEqualTo(EVERY_TEN_MINUTES);
  }

  @Test
  void theManagerIsThatOfTheOwner() {
    // given
    String manager = Objects.requireNonNull(POLICY.routing().reps().get("ana")).manager();

    // then
    assertThat(manager).isNotNull();
    assertThat(notice("notify:manager", "80%", "ana", POLICY).recipient()).isEqualTo(manager);
  }

  @Test
  void aPersonWhoDoesNotExistIsNobodyAndNoFailure() {
    assertThat(notice("notify:owner", "50%", null, POLICY).obstacle())
        .isEqualTo(new Obstacle.Nobody("lead has no owner"));
    assertThat(notice("notify:manager", "80%", null, POLICY).obstacle())
        .isEqualTo(new Obstacle.Nobody("lead has no owner, and so no manager"));
    assertThat(notice("notify:manager", "80%", "a-stranger", POLICY).obstacle())
        .isEqualTo(new Obstacle.Nobody("owner 'a-stranger' has no manager"));
  }

  @Test
  void whatCannotBeSentSaysWhy() {
    assertThat(notice("page:nobody", "50%", "ana", POLICY).obstacle())
        .isEqualTo(new Obstacle.NoChannel("The policy has no channel 'nobody'"));
    assertThat(notice("notify:owner", "50%", "ana", policy(null)).obstacle())
        .isEqualTo(new Obstacle.NoChannel("The policy names no channel under 'tell'"));
    assertThat(Notices.of(overdue(ExceptionReason.STUCK), policy(null), SATURDAY).obstacle())
        .isEqualTo(
            new Obstacle.NoChannel(
                "The policy has no channel 'sales-ops' and names none under 'tell'"));
  }

  @Test
  void aTeamIsToldOfOverdueExceptionsByItsOwnChannelWithTheNextStep() {
    // when
    Notice notice = Notices.of(overdue(ExceptionReason.POISON_EVENT), POLICY, SATURDAY);

    // then
    assertThat(notice.channel()).isEqualTo("on-call");
    assertThat(notice.recipient()).isEqualTo("on-call");
    assertThat(notice.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(notice.subject())
        .isEqualTo(new Subject.OfExceptions(ExceptionReason.POISON_EVENT, "routing"));
    assertThat(notice.summary())
        .isEqualTo(
            "3 POISON_EVENT of routing not resolved within PT1H, the oldest raised at"
                + " 2026-03-07T12:00:00Z. Next: Mend it (docs/operations.md#poison-event)");
  }

  @Test
  void aTeamWithoutAChannelIsToldByTheOneForPeople() {
    // when
    Notice notice = Notices.of(overdue(ExceptionReason.STUCK), POLICY, SATURDAY);

    // then
    assertThat(notice.channel()).isEqualTo("mail");
    assertThat(notice.recipient()).isEqualTo("sales-ops");
    assertThat(notice.severity()).isEqualTo(Severity.WARNING);
    assertThat(notice.notBefore()).isEqualTo(MONDAY);
  }

  @Test
  void whatAsksForNoWordIsNoNotice() {
    assertThat(Notices.of(EVENT, warned("pause-rep", "50%", "ana"), POLICY, SATURDAY)).isEmpty();
  }

  @Test
  void theSameRungIsTheSameNotice() {
    assertThat(notice("page:on-call", "+PT1H", "ana", POLICY).id())
        .isEqualTo(notice("page:on-call", "+PT1H", "ana", POLICY).id());
  }

  private static Overdue overdue(ExceptionReason reason) {
    return new Overdue(
        reason, "routing", 3, new UUID(3, 4), SATURDAY.minus(Duration.ofHours(3)), "Mend it");
  }

  private static Notice notice(String action, String rung, @Nullable String owner, Policy policy) {
    return Notices.of(EVENT, warned(action, rung, owner), policy, SATURDAY).orElseThrow();
  }

  private static ClockWarned warned(String action, String rung, @Nullable String owner) {
    Clock clock =
        new Clock(
            new UUID(1, 2), "speed-to-lead", 1, null, Duration.ofMinutes(15), "always", owner);
    return new ClockWarned(aLead().build(), clock, rung, action, SATURDAY, false);
  }

  private static Policy policy(@Nullable String tell) {
    Target target =
        new Target(
            "speed-to-lead",
            SlaPolicies.stages("mql"),
            SlaPolicies.stages("customer"),
            Trigger.NEVER,
            Trigger.NEVER,
            List.of(new Budget(null, null, Duration.ofMinutes(15))),
            new Hours.Always(),
            List.of(
                new Rung(50, new Action.Notify("owner")),
                new Rung(100, Duration.ofHours(1), new Action.Page("on-call"), EVERY_TEN_MINUTES)));
    return SlaPolicies.policy(
        new SlaPolicy(
            List.of(target),
            Map.of(
                "mail",
                new Channel("mail", Kind.EMAIL, null, null, null, "office", Duration.ZERO, false),
                "on-call",
                new Channel(
                    "on-call", Kind.SLACK, null, null, null, null, Duration.ofSeconds(30), false)),
            tell,
            List.of()));
  }
}
