package dev.leadline.sla.application;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.AboutLead;
import dev.leadline.events.ClockCancelled;
import dev.leadline.events.ClockStarted;
import dev.leadline.events.Topics;
import dev.leadline.messaging.Transactions;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.sla.Lives;
import dev.leadline.sla.ShortPromises;
import dev.leadline.sla.clock.Promises;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A monitor with another policy begins an era, and the clocks of all follow.
@QuarkusTest
@WithTestResource(StackResource.class)
@WithTestResource(ErasIT.Promised.class)
class ErasIT {
  @Inject EraStore eras;
  @Inject Transactions transactions;
  @Inject ActivePolicy policies;
  @TempDir Path directory;

  /// A policy of its own, so that the era does not reach other tests.
  public static final class Promised extends ShortPromises {
    @Override
    protected String more() {
      return "commitments: []\n";
    }
  }

  @Test
  void anEraIsKeptAndReadBackAlike() {
    // given
    Promises first = monitor(policies).get();

    // when: another monitor starts with the same policy
    Promises again = monitor(policies).get();

    // then
    assertThat(again.eras().all()).hasSize(first.eras().all().size());
    assertThat(again.eras().newest().countsLike(first.eras().newest())).isTrue();
  }

  @Test
  void aClockWhoseTargetIsGivenUpIsCancelled() throws IOException {
    // given
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
    try (TestTopics topics = TestTopics.listeningTo(Topics.SLA)) {
      Lives life = Lives.beginningAt(Instant.now());
      topics.say(Topics.LIFECYCLE, life.qualified());
      topics.await(ClockStarted.class, event -> concerns(event, life));

      // when
      monitor(new ActivePolicy(withoutTargets().toString())).renew();

      // then
      ClockCancelled cancelled =
          topics.await(ClockCancelled.class, event -> concerns(event, life)).event();
      assertThat(cancelled.cause()).isEqualTo("policy:withdrawn");
      given()
          .header("Authorization", "Bearer viewer-token")
          .get("/api/leads/" + life.lead().id() + "/clocks")
          .then()
          .body("clocks[0].state", Matchers.is("cancelled"))
          .body("clocks[0].cause", Matchers.is("policy:withdrawn"))
          .body("clocks[0].split", Matchers.notNullValue());
    }
  }

  private ActivePromises monitor(ActivePolicy policy) {
    return new ActivePromises(policy, eras, transactions, InstantSource.system());
  }

  private static boolean concerns(AboutLead event, Lives life) {
    return event.lead().id().equals(life.lead().id());
  }

  private Path withoutTargets() throws IOException {
    Path shipped = Path.of(System.getProperty("leadline.root", "..")).resolve("policies/default");
    try (Stream<Path> files = Files.list(shipped)) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    Files.writeString(directory.resolve("sla.yaml"), "targets: []\n");
    return directory;
  }
}
