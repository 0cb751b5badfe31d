package dev.leadline.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.DerivedIds;
import dev.leadline.messaging.ReplicaProcess.Crash;
import dev.leadline.messaging.ReplicaProcess.Crash.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrashIT {
  private final Site site = Site.fresh();
  private final World world = new World(site);

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
  void aCrashAroundTheCommitOfABatchLosesNothingAndDecidesNothingTwice(Point point)
      throws Exception {
    // given
    List<String> ids = world.send(0, 2_000);
    try (ReplicaProcess crashing = ReplicaProcess.start(site, new Crash(point, 5))) {
      assertThat(crashing.awaitExit()).isEqualTo(Crash.EXIT_CODE);
    }
    assertThat(world.effects()).hasSizeLessThan(ids.size()).isNotEmpty();

    // when
    try (ReplicaProcess _ = ReplicaProcess.start(site, Crash.NEVER)) {

      // then
      world.awaitEffectsOf(ids);
      world.awaitPublished(ids);
    }
  }

  @Test
  void aRelayThatDiesBetweenPublishingAndConfirmingPublishesAgainAndTheNextServiceDecidesOnce()
      throws Exception {
    // given
    Site next = site.followedByAnother();
    List<String> ids = world.send(0, 2_000);
    try (ReplicaProcess crashing =
        ReplicaProcess.start(site, new Crash(Point.AFTER_PUBLISH, 777))) {
      assertThat(crashing.awaitExit()).isEqualTo(Crash.EXIT_CODE);
    }

    // when
    try (ReplicaProcess _ = ReplicaProcess.start(site, Crash.NEVER);
        Replica _ = Replica.of(next).start()) {

      // then
      List<String> published = world.awaitPublished(ids);
      assertThat(published).as("repeats on the topic").hasSizeGreaterThan(ids.size());
      new World(next).awaitEffectsInAnyOrder(effectIds(ids));
    }
  }

  @Test
  void whatIsCommittedWhileItsRelayIsDeadIsPublishedByTheNext() throws Exception {
    // given
    List<String> ids = world.send(0, 500);
    try (ReplicaProcess crashing = ReplicaProcess.start(site, new Crash(Point.AFTER_PUBLISH, 1))) {
      assertThat(crashing.awaitExit()).isEqualTo(Crash.EXIT_CODE);
    }

    // when
    try (Replica replica = Replica.of(site).build()) {
      replica.slot.ensure(false);
      replica.consumer.start();
      world.awaitEffectsOf(ids);
      replica.relay.start();

      // then
      world.awaitPublished(ids);
    }
  }

  private static List<String> effectIds(List<String> ids) {
    return ids.stream().map(id -> DerivedIds.ofText("effect of " + id).toString()).toList();
  }
}
