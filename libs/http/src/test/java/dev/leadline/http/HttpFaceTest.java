package dev.leadline.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TokensOfTheTest.class)
class HttpFaceTest {

  @Test
  void withoutATokenARoleIsRefused() {
    problem(given().get("/sample/viewer").then(), 401, "Unauthorized")
        .header("WWW-Authenticate", "Basic realm=\"leadline\", Bearer realm=\"leadline\"")
        .body("detail", equalTo("GET '/sample/viewer' needs a bearer token, and none was sent"));
  }

  @Test
  void aWrongTokenIsRefused() {
    problem(as("mallory").get("/sample/viewer").then(), 401, "Unauthorized")
        .header(
            "WWW-Authenticate",
            "Basic realm=\"leadline\", Bearer realm=\"leadline\", error=\"invalid_token\"")
        .body(
            "detail",
            equalTo("GET '/sample/viewer' needs a bearer token, and the one sent is not known"));
  }

  @Test
  void aTokenWithoutTheRoleIsRefused() {
    problem(as("vera").get("/sample/operator").then(), 403, "Forbidden")
        .body(
            "detail",
            equalTo(
                "GET '/sample/operator' needs a role that the token of this caller does not have"));
  }

  @Test
  void aTokenWithTheRoleIsLetIn() {
    as("vera").get("/sample/viewer").then().statusCode(200).body(equalTo("Vera"));
    as("otto").get("/sample/operator").then().statusCode(200);
  }

  @Test
  void aBrowserReadsWithTheTokenForAPassword() {
    browser("vera").get("/sample/viewer").then().statusCode(200).body(equalTo("Vera"));
    problem(browser("mallory").get("/sample/viewer").then(), 401, "Unauthorized");
    problem(
        given().header("Authorization", "Basic ???").get("/sample/viewer").then(),
        401,
        "Unauthorized");
  }

  @Test
  void whatABrowserSendsByItselfChangesNothing() {
    problem(browser("otto").post("/sample/operator").then(), 401, "Unauthorized")
        .header("WWW-Authenticate", "Bearer realm=\"leadline\"");
    as("otto").post("/sample/operator").then().statusCode(204);
  }

  private static RequestSpecification browser(String token) {
    return given().auth().preemptive().basic("anybody", token);
  }

  @Test
  void anOperatorMayRead() {
    as("otto").get("/sample/viewer").then().statusCode(200).body(equalTo("Otto"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer mallory", "Basic dXNlcjo=", "nonsense", "Bearer "})
  void whereNoRoleIsNeededTheHeaderBelongsToTheSender(String authorization) {
    given()
        .header("Authorization", authorization)
        .get("/sample/open")
        .then()
        .statusCode(200)
        .body(equalTo("open"));
  }

  @Test
  void refusalsAreCounted() {
    given().get("/sample/viewer").then().statusCode(401);
    as("vera").get("/sample/operator").then().statusCode(403);

    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("leadline_http_refused_total{status=\"401\"}"))
        .body(containsString("leadline_http_refused_total{status=\"403\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/openapi", "/q/metrics"})
  void whatOperationsReadIsOpen(String path) {
    given().get(path).then().statusCode(200);
  }

  @Test
  void theOpenApiDocumentSaysWhichOperationsNeedTheToken() {
    given()
        .accept("application/json")
        .get("/q/openapi")
        .then()
        .body("components.securitySchemes.access-token.scheme", equalTo("bearer"))
        .body("paths.'/sample/operator'.get.security[0]", hasKey("access-token"))
        .body("paths.'/sample/open'.get", not(hasKey("security")));
  }

  @Test
  void aProblemOfAResourceIsAnsweredWithItsExtensions() {
    problem(
            given().get("/sample/leads/00000000-0000-7000-0000-000000000000").then(),
            404,
            "Not Found")
        .body("detail", equalTo("Lead '00000000-0000-7000-0000-000000000000' is not known"))
        .body("lead", equalTo("00000000-0000-7000-0000-000000000000"));
  }

  @Test
  void aProblemMayCarryHeaders() {
    problem(given().get("/sample/busy").then(), 503, "Service Unavailable")
        .header("Retry-After", "5");
  }

  @Test
  void aTextThatIsNoLeadIdIsNamed() {
    problem(given().get("/sample/leads/42").then(), 400, "Bad Request")
        .body("detail", equalTo("Lead id '42' is not a UUID"));
  }

  @Test
  void aParameterThatCannotBeReadIsABadRequest() {
    problem(given().get("/sample/limit?limit=many").then(), 400, "Bad Request")
        .body("detail", equalTo("A parameter of GET '/sample/limit' cannot be read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/sample/nowhere", "/q/nowhere"})
  void whatIsNotServedIsNotFound(String path) {
    problem(given().get(path).then(), 404, "Not Found")
        .body("detail", equalTo("Nothing is served at GET '" + path + "'"));
  }

  @Test
  void anotherMethodIsNotAllowed() {
    problem(given().delete("/sample/open").then(), 405, "Method Not Allowed")
        .body("detail", equalTo("DELETE '/sample/open' is not one of the methods of this path"));
  }

  @Test
  void anotherContentTypeIsNotTaken() {
    problem(
            given().contentType("text/csv").body("1,2").post("/sample/weights").then(),
            415,
            "Unsupported Media Type")
        .body(
            "detail",
            containsString("POST '/sample/weights' does not take content type 'text/csv"));
  }

  @Test
  void anotherRepresentationIsNotAcceptable() {
    problem(
        given()
            .accept("image/png")
            .contentType("application/json")
            .body("{\"weight\":1}")
            .post("/sample/weights")
            .then(),
        406,
        "Not Acceptable");
  }

  @Test
  void brokenJsonIsNamedByItsPlace() {
    problem(postWeight("{\"weight\": 1,, }"), 400, "Bad Request")
        .body("detail", equalTo("Body is not valid JSON (line 1, column 14)"));
  }

  @Test
  void jsonOfAnotherShapeIsNamedByItsPath() {
    problem(postWeight("{\"weight\": \"heavy\"}"), 400, "Bad Request")
        .body("detail", equalTo("Body cannot be read at '$.weight' (line 1, column 12)"))
        .body("path", equalTo("$.weight"))
        .body("detail", not(containsString("java")));
  }

  @Test
  void aValueThatARecordRefusesIsAnsweredInItsWords() {
    problem(postWeight("{\"weight\": 13}"), 400, "Bad Request")
        .body("detail", containsString(": Weight 13 is not taken"));
  }

  @Test
  void aBrokenConstraintIsNamed() {
    problem(postWeight("{\"weight\": 0, \"every\": \"PT1M\"}"), 400, "Bad Request")
        .body("violations", hasSize(1))
        .body("violations[0].at", equalTo("weight.weight"))
        .body("violations[0].message", equalTo("must be greater than or equal to 1"))
        .body("detail", equalTo("'weight.weight' must be greater than or equal to 1"));
  }

  @Test
  void jsonIsThatOfTheEvents() {
    postWeight("{\"weight\": 7, \"every\": \"PT1M\", \"unknown\": true}")
        .statusCode(200)
        .body(equalTo("{\"weight\":7,\"every\":\"PT1M\"}"));
  }

  @Test
  void aFaultIsAnsweredWithAnIdAndNothingOfTheInside() {
    problem(given().get("/sample/fault").then(), 500, "Internal Server Error")
        .body("errorId", matchesPattern("[0-9a-f-]{36}"))
        .body(
            "detail",
            matchesPattern(
                "GET '/sample/fault' failed; the log has it under error id [0-9a-f-]{36}"))
        .body(not(containsString("secret of the house")));
  }

  @Test
  void anAnswerThatCannotBeWrittenIsAFaultOfOurs() {
    problem(given().get("/sample/unwritable").then(), 500, "Internal Server Error");
  }

  private static ValidatableResponse postWeight(String body) {
    return given().contentType("application/json").body(body).post("/sample/weights").then();
  }

  private static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static ValidatableResponse problem(
      ValidatableResponse response, int status, String title) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("about:blank"))
        .body("status", equalTo(status))
        .body("title", equalTo(title));
  }
}
