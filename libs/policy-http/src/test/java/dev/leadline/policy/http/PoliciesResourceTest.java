package dev.leadline.policy.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import dev.leadline.http.Role;
import dev.leadline.policy.active.ActivePolicy;
import dev.leadline.policy.load.PolicyContent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestSecurity(user = "vera", roles = Role.VIEWER)
class PoliciesResourceTest {
  private static final Path SMALL = Path.of("../policy/src/test/resources/policies/small");

  @Inject ActivePolicy active;

  @Test
  void theVersionInForceIsListed() {
    given()
        .get("/api/policies")
        .then()
        .statusCode(200)
        .body("active", equalTo(active.get().version()))
        .body("kept.version", contains(active.get().version()))
        .body("kept.active", contains(true));
  }

  @Test
  void aVersionIsGivenAsItWasWritten() {
    given()
        .get("/api/policies/{version}", active.get().version())
        .then()
        .statusCode(200)
        .body("active", equalTo(true))
        .body("files", hasKey("routing.yaml"))
        .body("files.'lists.yaml'", equalTo(files().get("lists.yaml")));
  }

  @Test
  void aVersionThatWasNeverUsedIsNotFound() {
    given()
        .get("/api/policies/{version}", "0000000000000000")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body(
            "detail",
            equalTo("Policy '0000000000000000' is not kept: the service never decided by it"));
  }

  @Test
  void aPolicyThatIsFineIsUsable() {
    given()
        .contentType("application/json")
        .body(files())
        .post("/api/policies/check")
        .then()
        .statusCode(200)
        .body("usable", equalTo(true))
        .body("version", equalTo(active.get().version()))
        .body("issues.size()", equalTo(0));
  }

  @Test
  void everythingThatIsWrongIsSaid() {
    // given
    Map<String, String> files = new HashMap<>(files());
    files.put("lists.yaml", "competitors: rival.example\nemea: []\n");
    files.put("list.yaml", "");

    // then
    given()
        .contentType("application/json")
        .body(files)
        .post("/api/policies/check")
        .then()
        .statusCode(200)
        .body("usable", equalTo(false))
        .body("version", nullValue())
        .body("issues.severity", contains("warning", "error"))
        .body("issues.file", contains("list.yaml", "lists.yaml"))
        .body("issues[1].line", equalTo(1))
        .body("issues[1].column", equalTo(14))
        .body("issues[1].message", equalTo("'rival.example' is not a list"))
        .body("issues[1].text", containsString("\n |              ^"));
  }

  @Test
  void aFileWithoutTextIsRefused() {
    given()
        .contentType("application/json")
        .body("{\"routing.yaml\": null}")
        .post("/api/policies/check")
        .then()
        .statusCode(400)
        .body("detail", equalTo("The body has no text for file 'routing.yaml'"));
  }

  @Test
  void aZipIsCheckedWhateverItsFolders() throws IOException {
    // given
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream entries = new ZipOutputStream(zip)) {
      for (Map.Entry<String, String> file : files().entrySet()) {
        entries.putNextEntry(new ZipEntry("policies/mine/" + file.getKey()));
        entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }

    // then
    given()
        .contentType("application/zip")
        .body(zip.toByteArray())
        .post("/api/policies/check")
        .then()
        .statusCode(200)
        .body("version", equalTo(active.get().version()));
  }

  @Test
  void whatIsNoZipIsRefused() {
    given()
        .contentType("application/zip")
        .body(new byte[] {1, 2, 3})
        .post("/api/policies/check")
        .then()
        .statusCode(400)
        .body("detail", equalTo("The body is not a zip that holds YAML files"));
  }

  @Test
  @TestSecurity(user = "nobody", roles = "other")
  void whoMayNotReadIsRefused() {
    given().get("/api/policies").then().statusCode(403);
  }

  private static Map<String, String> files() {
    return PolicyContent.of(SMALL).texts();
  }
}
