package dev.leadline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Topics;
import dev.leadline.stack.traffic.Delivery;
import dev.leadline.stack.traffic.People;
import dev.leadline.stack.traffic.Source;
import dev.leadline.stack.traffic.TopicTail;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Leads that come in at a steady pace whatever happens to the system, and what the routing topic
/// says became of them. A record repeated with the same event id counts once.
final class SteadyLeads implements AutoCloseable {
  private static final int PER_SECOND = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SystemUnderTest system;
  private final String run;
  private final People people;
  private final Source source;
  private final Pattern email;
  private final Map<String, Set<String>> assignmentsByLead = new ConcurrentHashMap<>();
  private final HttpClient client = Delivery.client();
  private final TopicTail tail;
  private int sent;

  SteadyLeads(SystemUnderTest system) {
    this.system = system;
    this.run = "steady" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    this.people = new People(run, 3, Instant.now());
    this.source = system.source("standard-webhooks");
    this.email = Pattern.compile("(" + Pattern.quote(run) + "-\\d+)@");
    this.tail = new TopicTail(system.bootstrap(), List.of(Topics.ROUTING), this::read);
  }

  /// Sends so many demo requests, each until it is accepted, as a sender does.
  void send(int leads) throws InterruptedException {
    for (int end = sent + leads; sent < end; sent++) {
      int lead = sent;
      deliverUntilAccepted(() ->
          system
              .senders()
              .standardWebhook(source, run + "-" + lead, "demo.requested", people.person(lead)));
      Thread.sleep(1000 / PER_SECOND);
    }
  }

  /// Waits until every lead that was sent has an owner; nobody has two.
  void assertEachIsAssignedOnce() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(assignmentsByLead.keySet()).hasSize(sent));
    assertThat(assignmentsByLead.entrySet())
        .allSatisfy(lead -> assertThat(lead.getValue()).as(lead.getKey()).hasSize(1));
  }

  private void deliverUntilAccepted(Supplier<Delivery> delivery) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() ->
            client.send(delivery.get().request(), BodyHandlers.discarding()).statusCode() / 100
                == 2);
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    Matcher lead = email.matcher(new String(record.value(), UTF_8));
    if ("dev.leadline.LeadAssigned".equals(header(record, "ce_type")) && lead.find()) {
      assignmentsByLead
          .computeIfAbsent(lead.group(1), _ -> ConcurrentHashMap.newKeySet())
          .add(header(record, "ce_id"));
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  @Override
  public void close() {
    tail.close();
    client.close();
  }
}
