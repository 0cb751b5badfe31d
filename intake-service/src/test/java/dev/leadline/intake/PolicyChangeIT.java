package dev.leadline.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.ExceptionRaised;
import dev.leadline.events.ExceptionReason;
import dev.leadline.events.ExceptionResolved;
import dev.leadline.events.Topics;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.policy.active.PolicyStore;
import dev.leadline.testsupport.OwnPolicy;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OwnPolicy.class)
@QuarkusTestResource(StackResource.class)
class PolicyChangeIT {
  @Inject ActivePolicy active;
  @Inject PolicyStore store;

  @Inject
  @ConfigProperty(name = "leadline.policy.dir")
  Path directory;

  @Test
  void aBadChangeIsRaisedAndAGoodOneComesIntoForce() throws IOException {
    // given
    String before = active.get().version();
    Path lists = directory.resolve("lists.yaml");
    String good = Files.readString(lists);

    // when
    Files.writeString(lists, good + "more: DE\n");

    // then
    try (TestTopics topics = TestTopics.listeningTo(Topics.INTAKE)) {
      topics.await(ExceptionResolved.class, event -> isResolvedBy(before, event));
      ExceptionRaised raised =
          topics
              .await(ExceptionRaised.class, event -> event.reason() == ExceptionReason.POLICY_ERROR)
              .event();
      assertThat(raised.detail())
          .startsWith("The changed policy has 1 error; the first, in lists.yaml line ")
          .endsWith(": 'DE' is not a list");
      assertThat(active.get().version()).isEqualTo(before);
      assertThat(given().get("/q/metrics").asString()).contains("leadline_policy_rejected 1.0");

      // when
      Files.writeString(lists, good + "more: [DE]\n");

      // then
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !active.get().version().equals(before));
      topics.await(ExceptionResolved.class, event -> isResolvedBy(active.get().version(), event));
    }
    assertThat(store.find(before)).isPresent();
    assertThat(store.find(active.get().version()))
        .hasValueSatisfying(kept -> assertThat(kept.files()).containsKey("lists.yaml"));
    assertThat(given().get("/q/metrics").asString())
        .contains("leadline_policy_info{version=\"" + active.get().version() + "\"")
        .doesNotContain("leadline_policy_info{version=\"" + before + "\"");
  }

  private static boolean isResolvedBy(String version, ExceptionResolved event) {
    return event.reason() == ExceptionReason.POLICY_ERROR
        && event.note().equals("Policy '" + version + "' is in force");
  }
}
