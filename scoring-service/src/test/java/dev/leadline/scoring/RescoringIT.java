package dev.leadline.scoring;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.leadline.events.Envelope;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Topics;
import dev.leadline.http.Role;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.testsupport.OwnPolicy;
import dev.leadline.testsupport.StackResource;
import dev.leadline.testsupport.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// A new policy reaches the leads that are stored, without any event of theirs.
@QuarkusTest
@TestProfile(OwnPolicy.class)
@QuarkusTestResource(StackResource.class)
class RescoringIT {
  /// More than two portions, so that a portion is not all there is.
  private static final int OF_EACH = 220;

  private final Instant recently =
      Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(5));

  @Inject ActivePolicy active;

  @Inject
  @ConfigProperty(name = "leadline.policy.dir")
  Path directory;

  @Test
  @TestSecurity(user = "vera", roles = Role.VIEWER)
  void aNewPolicyScoresTheStoredLeadsAnewAndTellsWhereItMadeADifference() throws IOException {
    // given
    String before = active.get().version();
    List<LeadSnapshot> managers = leads(1_000, "jobTitle", "Office Manager");
    List<LeadSnapshot> engineers = leads(2_000, "jobTitle", "Engineer");
    List<LeadSnapshot> ours = Stream.concat(managers.stream(), engineers.stream()).toList();
    try (TestTopics topics = TestTopics.listeningTo(Topics.SCORING)) {
      topics.say(Topics.INTAKE, ours.stream().map(this::captured).toList());
      awaitScored(topics, before, ours);
      // when
      managersAreWorthAPointMore();
      // then
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !active.get().version().equals(before));
      String after = active.get().version();
      awaitScored(topics, after, managers);
      topics.listen(Duration.ofSeconds(1));
      assertThat(told(topics, after, ours))
          .extracting(LeadScored::lead)
          .extracting(LeadSnapshot::id)
          .containsExactlyInAnyOrderElementsOf(ids(managers));
      assertThat(told(topics, after, ours))
          .allSatisfy(scored -> assertThat(change(scored)).isEqualTo(1));
      // and the policy of before still answers what it would give
      LeadScored one = told(topics, after, managers).getFirst();
      int total = one.score().total();
      assertScoredBy(before, one.lead().id(), total - 1, 10);
      assertScoredBy(after, one.lead().id(), total, 11);
    }
  }

  private static void assertScoredBy(String version, LeadId lead, int total, int ofManager) {
    given()
        .queryParam("policy", version)
        .get("/api/leads/{id}/score", lead.toString())
        .then()
        .statusCode(200)
        .body("policyVersion", equalTo(version))
        .body("score.total", equalTo(total))
        .body("ledger.find { it.rule == 'manager' }.points", equalTo(ofManager));
  }

  private static int change(LeadScored scored) {
    return scored.score().total() - (scored.previous() == null ? 0 : scored.previous().total());
  }

  private void managersAreWorthAPointMore() throws IOException {
    Path scoring = directory.resolve("scoring.yaml");
    String before = Files.readString(scoring);
    String after = before.replaceFirst("(id: manager\\n.*\\n +points:) 10", "$1 11");
    assertThat(after).isNotEqualTo(before);
    Files.writeString(scoring, after);
  }

  private static void awaitScored(TestTopics topics, String version, List<LeadSnapshot> leads) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          topics.listen(Duration.ofMillis(200));
          return told(topics, version, leads).size() == leads.size();
        });
  }

  /// What was told of those leads, which share the topics with the leads of other tests.
  private static List<LeadScored> told(
      TestTopics topics, String version, List<LeadSnapshot> leads) {
    Set<LeadId> ids = ids(leads);
    return topics.all(LeadScored.class, scored -> ids.contains(scored.lead().id())).stream()
        .filter(scored -> version.equals(scored.policyVersion()))
        .map(Envelope::event)
        .toList();
  }

  private static Set<LeadId> ids(List<LeadSnapshot> leads) {
    return leads.stream().map(LeadSnapshot::id).collect(Collectors.toSet());
  }

  private static List<LeadSnapshot> leads(int from, String field, String value) {
    return IntStream.range(from, from + OF_EACH)
        .mapToObj(number -> aLead(number).with(field, value).build())
        .toList();
  }

  private Envelope<?> captured(LeadSnapshot lead) {
    return anEnvelopeOf(new LeadCaptured(lead, "hubspot", "Direct")).at(recently).build();
  }
}
