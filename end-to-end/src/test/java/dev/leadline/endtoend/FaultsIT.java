package dev.leadline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Topics;
import dev.leadline.stack.local.Member;
import dev.leadline.stack.traffic.OpenLoop;
import dev.leadline.stack.traffic.People;
import dev.leadline.stack.traffic.Source;
import dev.leadline.stack.traffic.TopicTail;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each part of the system in turn is killed without warning while leads come in. What went in is
/// counted, and what came out: every accepted lead has one assignment, and no lead has two.
@ExtendWith(SystemUnderTest.Extension.class)
class FaultsIT {
  private static final int LEADS = 600;
  private static final int PER_SECOND = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SystemUnderTest system;

  FaultsIT(SystemUnderTest system) {
    this.system = system;
  }

  @ParameterizedTest
  @EnumSource(Member.class)
  void nothingIsLostAndNothingTwiceWhenAPartIsKilled(Member victim) throws InterruptedException {
    // given
    String run = "fault" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    Assignments assignments = new Assignments(run);
    People people = new People(run, 3, Instant.now());
    Source source = system.source("standard-webhooks");
    try (HttpClient client = OpenLoop.client();
        TopicTail _ =
            new TopicTail(system.bootstrap(), List.of(Topics.ROUTING), assignments::read)) {
      Thread killer = Thread.ofPlatform().start(() -> killAndRestart(victim));
      // when
      for (int number = 0; number < LEADS; number++) {
        int lead = number;
        deliverUntilAccepted(
            client,
            () ->
                system
                    .senders()
                    .standardWebhook(
                        source, run + "-" + lead, "demo.requested", people.person(lead)));
        Thread.sleep(1000 / PER_SECOND);
      }
      killer.join();
      // then
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(assignments.leads()).hasSize(LEADS));
      assertThat(assignments.leadsWithTwo()).isEmpty();
    }
  }

  private void killAndRestart(Member victim) {
    pause(Duration.ofSeconds(2));
    system.stack().kill(victim);
    pause(Duration.ofSeconds(1));
    system.stack().start(victim);
  }

  /// Does what a sender does that gets no 2xx: sends again.
  private static void deliverUntilAccepted(
      HttpClient client, java.util.function.Supplier<HttpRequest> delivery) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(
            () -> client.send(delivery.get(), BodyHandlers.discarding()).statusCode() / 100 == 2);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      throw new AssertionError("Interrupted", interrupted);
    }
  }

  /// The assignments that the routing topic tells of, by lead; a record repeated with the same
  /// event id counts once.
  private static final class Assignments {
    private final Pattern email;
    private final Map<String, Set<String>> eventsByLead = new ConcurrentHashMap<>();

    Assignments(String run) {
      this.email = Pattern.compile("(" + Pattern.quote(run) + "-\\d+)@");
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
      Matcher lead = email.matcher(new String(record.value(), UTF_8));
      if ("dev.leadline.LeadAssigned".equals(header(record, "ce_type")) && lead.find()) {
        eventsByLead
            .computeIfAbsent(lead.group(1), _ -> ConcurrentHashMap.newKeySet())
            .add(header(record, "ce_id"));
      }
    }

    Set<String> leads() {
      return eventsByLead.keySet();
    }

    List<String> leadsWithTwo() {
      return eventsByLead.entrySet().stream()
          .filter(events -> events.getValue().size() > 1)
          .map(Map.Entry::getKey)
          .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
      var header = record.headers().lastHeader(name);
      return header == null ? "" : new String(header.value(), UTF_8);
    }
  }
}
