package dev.leadline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadline.events.EventCodec;
import dev.leadline.stack.infra.Checkout;
import dev.leadline.stack.infra.Jvm;
import dev.leadline.stack.local.SimulatorProcess;
import dev.leadline.stack.traffic.People;
import dev.leadline.stack.traffic.Person;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Policies tried on what the running system recorded.
@ExtendWith(SystemUnderTest.Extension.class)
class SimulationIT {
  private static final int LEADS = 40;
  private static final int HEAP_MIB = 512;
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
    traffic(from);
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

  private void traffic(Instant start) {
    People people = new People("simulation", 7, start);
    List<Person> sent = new ArrayList<>();
    for (int number = 0; number < LEADS; number++) {
      Person person = people.person(number);
      system.deliver(
          system
              .senders()
              .standardWebhook(
                  system.source("standard-webhooks"),
                  "simulation-" + number,
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
