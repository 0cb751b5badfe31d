package dev.leadline.sla.clock;

import static dev.leadline.sla.clock.Told.all;
import static dev.leadline.sla.clock.Told.minute;
import static dev.leadline.sla.clock.Told.owner;
import static dev.leadline.sla.clock.Told.stage;
import static dev.leadline.sla.clock.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.ClockMet.TimeSplit;
import dev.leadline.policy.SlaPolicy.Hours;
import dev.leadline.sla.SlaPolicies;
import dev.leadline.sla.ladder.Escalation;
import dev.leadline.testsupport.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClockLawsTest {
  private static final List<String> STAGES =
      List.of("lead", "mql", "recycled", "mql", "sal", "disqualified");
  private static final List<String> CALENDARS = List.of("office", "early", "always");
  private static final int SEED = 20_260_302;

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    Seeded.check(
        SEED,
        300,
        random -> {
          // given
          Promises policy = anyPolicy(random);
          List<Observation> told = anyHistory(random);
          List<Observation> shuffled = new ArrayList<>(told);
          Collections.shuffle(shuffled, random);

          // when
          LeadClocks inOrder = all(policy, told).lead();
          LeadClocks anyhow = all(policy, shuffled).lead();

          // then
          assertThat(anyhow.journal()).isEqualTo(inOrder.journal());
          assertThat(anyhow.firstResponse()).isEqualTo(inOrder.firstResponse());
          assertThat(standings(anyhow)).isEqualTo(standings(inOrder));
        });
  }

  @Test
  void theSplitSumsToTheElapsedTime() {
    Seeded.check(
        SEED,
        300,
        random -> {
          // when
          LeadClocks lead = all(anyPolicy(random), anyHistory(random)).lead();

          // then
          for (TrackedClock clock : lead.clocks()) {
            TimeSplit split = clock.standing().split();
            if (split != null) {
              Instant end = java.util.Objects.requireNonNull(clock.standing().closedAt());
              assertThat(split.systems().plus(split.waiting()).plus(split.people()))
                  .isEqualTo(Duration.between(clock.standing().startedAt(), end));
              assertThat(List.of(split.systems(), split.waiting(), split.people()))
                  .noneMatch(Duration::isNegative);
            }
          }
        });
  }

  @Test
  void aPauseNeitherLosesNorGainsTime() {
    Seeded.check(
        SEED,
        300,
        random -> {
          // given: in and out of the pausing stage, then a touch
          List<Observation> told = new ArrayList<>(List.of(stage(0, "mql", 1)));
          int now = 0;
          int running = 0;
          int pauses = random.nextInt(6);
          for (int visit = 1; visit <= pauses; visit++) {
            int run = 1 + random.nextInt(100);
            int rest = 1 + random.nextInt(100);
            told.add(stage(now + run, "recycled", visit));
            told.add(stage(now + run + rest, "lead", visit));
            now += run + rest;
            running += run;
          }
          int last = random.nextInt(100);
          told.add(touch(now + last));

          // when
          TrackedClock clock = all(SlaPolicies.always(), told).lead().clocks().getFirst();

          // then
          assertThat(clock.standing().used()).isEqualTo(Duration.ofMinutes(running + last));
        });
  }

  @Test
  void aRungFiresOnceAndInOrder() {
    Seeded.check(
        SEED,
        200,
        random -> {
          // given
          Promises policy = anyPolicy(random);
          List<Observation> told = anyHistory(random);
          Decision decision = Decision.nothing(all(policy).lead());

          // when: timers come round at any time between the events
          for (Observation each : told) {
            Instant now = each.move().recorded();
            decision = decision.then(ClockDecider.take(decision.lead(), each, policy, now));
            for (int looks = random.nextInt(3); looks > 0; looks--) {
              decision =
                  decision.then(
                      Escalation.climb(
                          decision.lead(), policy, now.plusSeconds(random.nextInt(7_200))));
            }
          }

          // then
          Map<java.util.UUID, List<Duration>> fired = new HashMap<>();
          decision
              .rungs()
              .forEach(rung ->
                  fired
                      .computeIfAbsent(rung.clock(), _ -> new ArrayList<>())
                      .add(rung.threshold()));
          assertThat(fired.values())
              .allSatisfy(percents -> assertThat(percents).isSorted().doesNotHaveDuplicates());
        });
  }

  @Test
  void whatIsDueIsUsedUpExactlyThen() {
    Seeded.check(
        SEED,
        300,
        random -> {
          // when
          Promises policy = anyPolicy(random);
          LeadClocks lead = all(policy, anyHistory(random)).lead();

          // then
          for (TrackedClock clock : lead.clocks()) {
            Instant due = clock.standing().due();
            if (due != null) {
              Run run = Timekeeper.run(clock.terms(), lead.journal(), policy.eras()).orElseThrow();
              assertThat(run.used(due)).isEqualTo(clock.terms().budget());
            }
          }
        });
  }

  private static Promises anyPolicy(Random random) {
    Duration budget = Duration.ofMinutes(1 + random.nextInt(600));
    return SlaPolicies.with(
        budget,
        switch (random.nextInt(3)) {
          case 0 -> new Hours.Always();
          case 1 -> new Hours.Owner();
          default -> new Hours.Named("office");
        });
  }

  /// Stages, owners and touches of some days, in the order in which they were recorded.
  private static List<Observation> anyHistory(Random random) {
    List<Observation> told = new ArrayList<>();
    Map<String, Integer> visits = new HashMap<>();
    int now = 0;
    for (int event = 3 + random.nextInt(20); event > 0; event--) {
      now += random.nextInt(200);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          String next = STAGES.get(random.nextInt(STAGES.size()));
          told.add(stage(now, next, visits.merge(next, 1, Integer::sum)));
        }
        case 2 ->
            told.add(owner(now, "rep-" + event, CALENDARS.get(random.nextInt(CALENDARS.size()))));
        default -> told.add(touch(now));
      }
    }
    told.sort(Comparator.comparing(each -> each.move().recorded()));
    return told;
  }

  private static Map<java.util.UUID, Standing> standings(LeadClocks lead) {
    return lead.clocks().stream()
        .collect(Collectors.toMap(clock -> clock.terms().id(), TrackedClock::standing));
  }

  @Test
  void aLongPastIsDroppedAndTheClocksStay() {
    // given
    List<Observation> told = new ArrayList<>(List.of(stage(0, "mql", 1), touch(1)));
    for (int minute = 2; minute < 200; minute++) {
      told.add(touch(minute));
    }

    // when
    LeadClocks lead = all(SlaPolicies.always(), told).lead();

    // then
    assertThat(lead.journal().moves()).hasSizeLessThanOrEqualTo(Journal.FULL);
    assertThat(lead.journal().moves().getFirst().what()).isEqualTo(new Move.Stage("mql", 1));
    assertThat(lead.clocks().getFirst().standing().closedAt()).isEqualTo(minute(1));
  }
}
