package dev.leadline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.endtoend.TraceCollector.Span;
import dev.leadline.events.Topics;
import dev.leadline.stack.traffic.Delivery;
import dev.leadline.stack.traffic.People;
import dev.leadline.stack.traffic.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// One delivery is one trace, through HTTP, Kafka and the outbox of five services.
@ExtendWith(SystemUnderTest.Extension.class)
class TracesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SENDERS_SPAN = "00f067aa0ba902b7";

  @Test
  void whatADeliveryBringsAboutIsOneTrace(SystemUnderTest system) {
    // given
    Person person = new People("traces" + System.nanoTime(), 1, Instant.now()).person(0);
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    String trace = HexFormat.of().formatHex(random);
    Delivery form = system.senders().form(system.source("web-form"), "demo", person);

    // when
    system.deliver(form.with("traceparent", "00-%s-%s-01".formatted(trace, SENDERS_SPAN)));
    String lead = system.leadOf(person.email());
    system.timelineWith(lead, "LeadAssigned");
    system.timelineWith(lead, "ClockStarted");

    // then: every topic has it
    for (String topic :
        List.of(Topics.INTAKE, Topics.SCORING, Topics.LIFECYCLE, Topics.ROUTING, Topics.SLA)) {
      await(topic)
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(Topic.records(system, topic))
                  .filteredOn(record -> lead.equals(Topic.key(record)))
                  .isNotEmpty()
                  .allSatisfy(record ->
                      assertThat(Topic.headers(record).get("traceparent")).contains(trace)));
    }

    // then: every service tells of it, each step as part of another
    await("spans of five services")
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          List<Span> spans = system.traces().of(trace);
          assertThat(spans)
              .extracting(Span::service)
              .contains("intake", "scoring", "lifecycle", "routing", "sla-monitor");
          Set<String> ids = spans.stream().map(Span::id).collect(Collectors.toSet());
          ids.add(SENDERS_SPAN);
          assertThat(spans).allSatisfy(span -> assertThat(ids).contains(span.parent()));
          Map<String, String> names =
              spans.stream().collect(Collectors.toMap(Span::id, Span::name));
          assertThat(names.values())
              .contains(
                  "FormResource.receive",
                  "publish leadline.inbox.v1",
                  "process leadline.inbox.v1",
                  "publish leadline.intake.v1",
                  "publish leadline.routing.v1",
                  "process leadline.routing.v1");
        });
  }
}
