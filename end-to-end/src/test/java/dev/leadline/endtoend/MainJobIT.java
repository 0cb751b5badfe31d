package dev.leadline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.traffic.Delivery;
import dev.leadline.stack.traffic.People;
import dev.leadline.stack.traffic.Person;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SystemUnderTest.Extension.class)
class MainJobIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration QUIET = Duration.ofSeconds(4);

  private final SystemUnderTest system;

  MainJobIT(SystemUnderTest system) {
    this.system = system;
  }

  @Test
  void aDemoRequestBecomesAnOwnedLeadWithARunningClockAndAnExplainedStory() {
    // given
    Person person = person("demo");
    // when
    system.deliver(
        system
            .senders()
            .standardWebhook(
                system.source("standard-webhooks"), "demo-1", "demo.requested", person));
    // then
    String lead = system.leadOf(person.email());
    system.timelineWith(lead, "ClockStarted");
    JsonNode story = system.timelineWith(lead, "LeadAssigned");
    assertThat(story.findValuesAsText("type"))
        .contains("LeadCaptured", "ActivityRecorded", "LeadScored", "StageEntered", "LeadAssigned");
    JsonNode assigned = entry(story, "LeadAssigned");
    assertThat(assigned.path("policyVersion").asText()).isNotEmpty();
    assertThat(assigned.path("causationId").asText()).isNotEmpty();
    assertThat(assigned.path("reasons")).isNotEmpty();
    assertThat(assigned.path("headline").asText()).isNotEmpty();

    assertThat(system.json(Member.SCORING, "/api/leads/" + lead + "/score").toString())
        .contains("demo");
    assertThat(
            system.json(Member.LIFECYCLE, "/api/leads/" + lead + "/stage").path("stage").asText())
        .isEqualTo("mql");
    assertThat(
            system
                .json(Member.ROUTING, "/api/leads/" + lead + "/assignment")
                .path("owner")
                .asText())
        .isEqualTo(assigned.path("data").path("owner").asText());
    assertThat(system.json(Member.SLA_MONITOR, "/api/leads/" + lead + "/clocks").toString())
        .contains("speed-to-lead", "running");
  }

  @Test
  void everythingADeliveryBeganCarriesItsCorrelation() {
    Person person = person("correlation");
    system.deliver(
        system
            .senders()
            .standardWebhook(
                system.source("standard-webhooks"), "correlation-1", "demo.requested", person));

    JsonNode story = system.timelineWith(system.leadOf(person.email()), "LeadAssigned");

    assertThat(story.findValuesAsText("correlationId")).doesNotContain("").isNotEmpty();
    assertThat(story.findValuesAsText("correlationId").stream().distinct()).hasSize(1);
  }

  @Test
  void hubSpotsPropertiesOneADeliveryGatherIntoOneLead() {
    // given
    Person person = person("hubspot");
    List<Delivery> deliveries =
        system.senders().hubSpotContactOneByOne(system.source("hubspot"), person);
    // when
    deliveries.reversed().forEach(system::deliver);
    // then
    String lead = system.leadOf(person.email());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(system.json(Member.INTAKE, "/api/leads/" + lead).toString())
                .contains(
                    person.lastName(),
                    person.company(),
                    Long.toString(person.employees()),
                    person.jobTitle()));
    assertThat(system.timelineWith(lead, "LeadChanged").findValuesAsText("type"))
        .filteredOn("LeadCaptured"::equals)
        .hasSize(1);
  }

  @Test
  void aRepeatedDeliveryIsAcceptedAndHasNoEffect() {
    // given
    Person person = person("repeat");
    Delivery delivery =
        system
            .senders()
            .standardWebhook(
                system.source("standard-webhooks"), "repeat-1", "demo.requested", person);
    system.deliver(delivery);
    String lead = system.leadOf(person.email());
    system.timelineWith(lead, "LeadAssigned");
    system.timelineWith(lead, "ClockStarted");
    int before = settledLength(lead);
    // when
    system.deliver(delivery);
    // then
    await().during(QUIET).atMost(PATIENCE).until(() -> system.timeline(lead).size() == before);
  }

  /// How long the story is once nothing comes any more.
  private int settledLength(String lead) {
    AtomicInteger last = new AtomicInteger();
    await()
        .during(QUIET)
        .atMost(PATIENCE)
        .until(() -> {
          int length = system.timeline(lead).size();
          return last.getAndSet(length) == length;
        });
    return last.get();
  }

  @Test
  void aRepsTouchMeetsTheClock() {
    // given
    Person person = person("touch");
    system.deliver(
        system
            .senders()
            .standardWebhook(
                system.source("standard-webhooks"), "touch-1", "demo.requested", person));
    String lead = system.leadOf(person.email());
    system.timelineWith(lead, "ClockStarted");
    // when
    system.deliver(
        system
            .senders()
            .cloudEvent(
                system.source("cloudevents"),
                "touch-2",
                "lead.contacted",
                Map.of("email", person.email(), "rep", "ana")));
    // then
    JsonNode met = entry(system.timelineWith(lead, "ClockMet"), "ClockMet").path("data");
    assertThat(met.path("breached").asBoolean()).isFalse();
    assertThat(system.json(Member.SLA_MONITOR, "/api/leads/" + lead + "/clocks").toString())
        .contains("met");
  }

  @Test
  void oneEmailFromThreeKindsOfSourceIsOneLead() {
    Person person = person("three");
    system.deliver(
        system.senders().segmentBatch(system.source("segment"), person, List.of("/pricing")));
    system.deliver(system.senders().form(system.source("web-form"), "demo", person));
    system.deliver(system.senders().hubSpotContact(system.source("hubspot"), person));

    String lead = system.leadOf(person.email());
    system.timelineWith(lead, "LeadAssigned");

    await().atMost(PATIENCE).until(() -> system.leads(person.email()).size() == 1);
    assertThat(system.leadOf(person.email())).isEqualTo(lead);
  }

  @Test
  void aForgedDeliveryIsRefusedCountedAndLeavesNothing() {
    Person person = person("forged");
    Delivery forged =
        system
            .senders()
            .standardWebhook(
                system.source("standard-webhooks"), "forged-1", "demo.requested", person)
            .with("webhook-signature", "v1,AAAA");

    var answer = system.send(forged.request());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(system.get(Member.INTAKE, "/q/metrics").body())
        .containsPattern(
            "leadline_intake_deliveries_total\\{[^}]*outcome=\"[a-z_-]+\"[^}]*source=\"standard-webhooks\"");
    assertThat(system.leads(person.email())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"INTAKE", "SCORING", "LIFECYCLE", "ROUTING", "SLA_MONITOR"})
  void everyServiceTellsOfItsHealthItsMetricsAndItsApi(Member service) {
    assertThat(system.get(service, "/q/health/live").statusCode()).isEqualTo(200);
    assertThat(system.get(service, "/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(system.get(service, "/q/openapi").body()).contains("openapi");
    assertThat(system.get(service, "/q/metrics").body())
        .contains("leadline_hop_seconds", "leadline_relay_lag_bytes", "leadline_policy_info");
  }

  @ParameterizedTest
  @EnumSource(names = {"SCORING", "LIFECYCLE", "ROUTING", "SLA_MONITOR", "INTAKE"})
  void operatorEndpointsAskForAToken(Member service) {
    String path =
        switch (service) {
          case SCORING -> "/api/leads/0199aaaa-0000-7000-8000-000000000000/score";
          case LIFECYCLE -> "/api/leads/0199aaaa-0000-7000-8000-000000000000/stage";
          case ROUTING -> "/api/pools";
          case SLA_MONITOR -> "/api/exceptions";
          case INTAKE -> "/api/quarantine";
          case KAFKA, POSTGRES -> throw new AssertionError("no service");
        };
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(system.url(service) + path));

    var none = system.send(request.build());
    var wrong = system.send(request.header("Authorization", "Bearer guess").build());

    assertThat(List.of(none.statusCode(), wrong.statusCode())).containsOnly(401);
    assertThat(none.body()).contains("\"status\":401");
  }

  private static JsonNode entry(JsonNode story, String type) {
    for (JsonNode entry : story) {
      if (entry.path("type").asText().equals(type)) {
        return entry;
      }
    }
    throw new AssertionError("No " + type + " in " + story);
  }

  private static Person person(String test) {
    return new People(
            test + Long.toString(System.nanoTime(), Character.MAX_RADIX), 1, Instant.now())
        .person(0);
  }
}
