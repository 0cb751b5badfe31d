package dev.leadline.routing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.testsupport.StackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Policies tried over HTTP, by a simulator that stands in for the real one.
@QuarkusTest
@WithTestResource(StackResource.class)
@WithTestResource(TestCompany.class)
@TestProfile(SimulationsIT.Offered.class)
class SimulationsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Inject ActivePolicy active;

  @Inject
  @ConfigProperty(name = "leadline.policy.dir")
  Path policy;

  /// The place of the last simulation; at first of none.
  private String begun = "/api/policies/simulations/00000000-0000-0000-0000-000000000000";

  /// Routing that knows where a simulator is.
  public static final class Offered extends QuietProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("leadline.simulator.class-path", "target/test-classes");
      return overrides;
    }
  }

  @AfterEach
  void remove() {
    paula().delete(begun);
  }

  @Test
  void aPolicyIsTriedAndItsReportIsThereUntilItIsRemoved() {
    // when
    begin("?from=2026-03-01T00:00:00Z&against=" + active.get().version(), "# report")
        .statusCode(202)
        .body("state", equalTo("running"))
        .body("policy", equalTo(active.get().version()))
        .body("against", equalTo(active.get().version()))
        .body("from", equalTo("2026-03-01T00:00:00Z"));
    // then
    ended()
        .body("state", equalTo("done"))
        .body("report.told", containsString("--from 2026-03-01T00:00:00Z --json"))
        .body("report.told", containsString("--routing-database jdbc:postgresql:"))
        .body("report.told", containsString(" postgres "));
    paula()
        .accept("text/html,application/xhtml+xml,*/*;q=0.8")
        .get(begun)
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Cache-Control", "no-store")
        .body(containsString("--attended"));
    paula().delete(begun).then().statusCode(204);
    paula()
        .get(begun)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", endsWith(" is not known: it was removed, or never begun"));
  }

  @Test
  void onlyOneIsTriedAtATime() throws IOException {
    // given
    begin("", "# wait").statusCode(202);
    // then
    paula()
        .contentType("application/zip")
        .body(zip(files("# report")))
        .post("/api/policies/simulate")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("running", equalTo(begun.substring(begun.indexOf("/api/"))));
    paula()
        .accept(ContentType.HTML)
        .get(begun)
        .then()
        .statusCode(409)
        .header("Retry-After", "1")
        .body("detail", containsString(" has no page yet: it is running, "));
  }

  @Test
  void aPolicyWithErrorsIsNotTriedAndAllAreSaid() {
    // given
    Map<String, String> files = files("# report");
    files.put("lists.yaml", "competitors: rival.example\nemea: []\n");
    List<Object> issues =
        paula()
            .contentType(ContentType.JSON)
            .body(files)
            .post("/api/policies/check")
            .then()
            .statusCode(200)
            .extract()
            .path("issues");
    // then
    assertThat(issues).isNotEmpty();
    paula()
        .contentType(ContentType.JSON)
        .body(files)
        .post("/api/policies/simulate")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("detail", equalTo("No simulation was begun: the policy has errors"))
        .body("issues", equalTo(issues));
  }

  @ParameterizedTest
  @CsvSource({
    "?against=0000000000000000, 422, 'No simulation was begun: policy ''0000000000000000'' is not kept: the service never decided by it'",
    "?from=yesterday, 400, 'Parameter ''from'' is ''yesterday'', not an instant such as ''2026-03-02T09:00:00Z'''",
    "?from=2026-03-02T09:00:00Z&to=2026-03-02T09:00:00Z, 400, 'Period from ''2026-03-02T09:00:00Z'' to ''2026-03-02T09:00:00Z'' is empty'"
  })
  void aQuestionThatCannotBeAskedIsRefused(String query, int status, String why) {
    begin(query, "# report").statusCode(status).body("detail", equalTo(why));
  }

  @Test
  void whoMayNotWritePoliciesSeesNoLeadsInReports() {
    for (String other : new String[] {"vera", "otto"}) {
      given()
          .auth()
          .oauth2(other)
          .contentType(ContentType.JSON)
          .body(files("# report"))
          .post("/api/policies/simulate")
          .then()
          .statusCode(403);
      given()
          .auth()
          .oauth2(other)
          .get("/api/policies/simulations/00000000-0000-0000-0000-000000000000")
          .then()
          .statusCode(403);
    }
  }

  @Test
  void thePoliciesOfTheServiceAreServedAsEver() {
    given()
        .auth()
        .oauth2("vera")
        .get("/api/policies/{version}", active.get().version())
        .then()
        .statusCode(200)
        .body("active", equalTo(true));
  }

  private ValidatableResponse begin(String query, String end) {
    ValidatableResponse answer =
        paula()
            .contentType(ContentType.JSON)
            .body(files(end))
            .post("/api/policies/simulate" + query)
            .then();
    if (answer.extract().statusCode() == 202) {
      begun = answer.extract().header("Location");
      assertThat(begun)
          .endsWith("/api/policies/simulations/" + answer.extract().<String>path("id"));
    }
    return answer;
  }

  private ValidatableResponse ended() {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> paula().get(begun).then().statusCode(200),
            answer -> !answer.extract().path("state").equals("running"));
  }

  /// The policy in force with a last line that tells the stand-in what to do.
  private Map<String, String> files(String end) {
    Map<String, String> files = new HashMap<>(PolicyContent.of(policy).texts());
    files.computeIfPresent("routing.yaml", (_, text) -> text + "\n" + end + "\n");
    return files;
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream entries = new ZipOutputStream(zip)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        entries.putNextEntry(new ZipEntry("tried/" + file.getKey()));
        entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip.toByteArray();
  }

  private static RequestSpecification paula() {
    return given().auth().oauth2("paula");
  }
}
