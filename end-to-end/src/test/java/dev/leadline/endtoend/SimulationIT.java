package dev.leadline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.EventCodec;
import dev.leadline.policy.load.PolicyContent;
import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.infra.Jvm;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.local.SimulatorProcess;
import dev.leadline.stack.traffic.People;
import dev.leadline.stack.traffic.Person;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Policies tried on what the running system recorded.
@ExtendWith(SystemUnderTest.Extension.class)
class SimulationIT {
  private static final int LEADS = 40;
  private static final int HEAP_MIB = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path SHIPPED = Checkout.root().resolve("policies/default");

  private final SystemUnderTest system;
  @TempDir private Path folder;

  SimulationIT(SystemUnderTest system) {
    this.system = system;
  }

  @Test
  void theRecordedPolicyDiffersInNothingAndAnotherRuleMovesItsLeads()
      throws IOException, InterruptedException {
    // given
    Instant from = Instant.now();
    traffic("simulation", from);
    Path tried = withEveryoneElseInTriage();
    // when
    JsonNode same = simulated(SHIPPED, from);
    JsonNode other = simulated(tried, from);
    // then
    assertThat(same.path("totals").path("leads").asInt()).isEqualTo(LEADS);
    assertThat(same.path("totals").path("unchanged").asInt()).isEqualTo(LEADS);
    assertThat(other.path("moves").findValuesAsText("to")).contains("queue triage");
    assertThat(other.path("rules").findValuesAsText("to")).contains("everyone-else");
  }

  @Test
  void routingTriesAPolicyOverHttp() throws IOException {
    // given
    Instant from = Instant.now();
    traffic("simulation-http", from);
    // when
    String place = begun(PolicyContent.of(withEveryoneElseInTriage()).texts(), from);
    JsonNode simulation =
        await("simulation " + place)
            .atMost(PATIENCE)
            .until(
                () -> system.json(Member.ROUTING, place),
                seen -> !seen.path("state").asText().equals("running"));
    // then
    assertThat(simulation.path("state").asText()).as(simulation.toString()).isEqualTo("done");
    JsonNode report = simulation.path("report");
    assertThat(report.path("totals").path("leads").asInt()).isEqualTo(LEADS);
    assertThat(report.path("moves").findValuesAsText("to")).contains("queue triage");
    HttpResponse<String> page =
        system.send(toRouting(place).header("Accept", "text/html").GET().build());
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.body()).contains("queue triage");
    assertThat(system.send(toRouting(place).DELETE().build()).statusCode()).isEqualTo(204);
    assertThat(system.get(Member.ROUTING, place).statusCode()).isEqualTo(404);
  }

  /// Begins a simulation.
  ///
  /// @return its path
  private String begun(Map<String, String> policy, Instant from) throws IOException {
    HttpResponse<String> answer =
        system.send(
            toRouting("/api/policies/simulate?from=" + from)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(EventCodec.mapper().writeValueAsString(policy)))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
  }

  private HttpRequest.Builder toRouting(String path) {
    return HttpRequest.newBuilder(URI.create(system.url(Member.ROUTING) + path))
        .header("Authorization", "Bearer " + system.token());
  }

  private void traffic(String name, Instant start) {
    People people = new People(name, 7, start);
    List<Person> sent = new ArrayList<>();
    for (int number = 0; number < LEADS; number++) {
      Person person = people.person(number);
      system.deliver(
          system
              .senders()
              .standardWebhook(
                  system.source("standard-webhooks"),
                  name + "-" + number,
                  "demo.requested",
                  person));
      sent.add(person);
    }
    sent.forEach(person -> system.timelineWith(system.leadOf(person.email()), "StageEntered"));
    system.timelineWith(system.leadOf(sent.getLast().email()), "ClockStarted");
  }

  private Path withEveryoneElseInTriage() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("tried"));
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        Files.writeString(
            copy.resolve(file.getFileName()),
            text.replace(
                "everyone-else, to: {pool: inbound}", "everyone-else, to: {queue: triage}"));
      }
    }
    return copy;
  }

  private JsonNode simulated(Path policy, Instant from) throws IOException, InterruptedException {
    Path json = folder.resolve("report.json");
    Path target = Checkout.root().resolve("simulator").resolve("target");
    List<String> command = Jvm.command(HEAP_MIB);
    command.addAll(
        List.of(
            "-cp",
            target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*",
            "dev.leadline.simulator.cli.SimulatorMain",
            "--policy",
            policy.toString(),
            "--from",
            from.toString(),
            "--bootstrap",
            system.bootstrap(),
            "--routing-database",
            SimulatorProcess.routingDatabase(system.status()),
            "--json",
            json.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("output"))).isZero();
    return EventCodec.mapper().readTree(json.toFile());
  }
}
