package dev.leadline.stack.bench.clocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Actor;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.EventCodec;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.StageEntered;
import dev.leadline.events.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What the other services say of the leads of a measurement.
final class ClockEvents {
  private static final Map<String, Object> FIELDS =
      new TreeMap<>(
          Map.of(
              "email", "grace.adler@example.com",
              "firstName", "Grace",
              "lastName", "Adler",
              "company", "Adler software 17",
              "companyDomain", "adler-software.example",
              "jobTitle", "Head of Growth",
              "country", "DE",
              "industry", "software",
              "employees", 320L,
              "phone", "+493034567890"));

  private ClockEvents() {}

  static ProducerRecord<byte[], byte[]> qualified(LeadId lead, Instant at) {
    return entered(lead, "mql", "lead", at);
  }

  static ProducerRecord<byte[], byte[]> recycled(LeadId lead, Instant at) {
    return entered(lead, "recycled", "mql", at);
  }

  static ProducerRecord<byte[], byte[]> backToLead(LeadId lead, Instant at) {
    return entered(lead, "lead", "recycled", at);
  }

  static ProducerRecord<byte[], byte[]> assigned(LeadId lead, Instant at) {
    LeadAssigned event =
        new LeadAssigned(
            snapshot(lead, at),
            1,
            "ana",
            "inbound",
            "everyone-else",
            null,
            null,
            null,
            List.of(Reason.matched("everyone-else", "")),
            List.of());
    return record(Topics.ROUTING, "routing", lead, at, event);
  }

  static ProducerRecord<byte[], byte[]> touched(LeadId lead, Instant at) {
    Activity call = new Activity("rep_touch", "hubspot", Map.of("channel", "phone"));
    return record(
        Topics.INTAKE, "intake", lead, at, new ActivityRecorded(snapshot(lead, at), call));
  }

  private static ProducerRecord<byte[], byte[]> entered(
      LeadId lead, String stage, String from, Instant at) {
    StageEntered event =
        new StageEntered(
            snapshot(lead, at),
            stage,
            from,
            1,
            Actor.system("lifecycle"),
            null,
            null,
            List.of(Reason.matched(from + "-to-" + stage, "score.qualified=true")));
    return record(Topics.LIFECYCLE, "lifecycle", lead, at, event);
  }

  private static LeadSnapshot snapshot(LeadId lead, Instant at) {
    return new LeadSnapshot(lead, 1, at, FIELDS);
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String service, LeadId lead, Instant at, Event event) {
    String what = event instanceof StageEntered it ? it.stage() : event.getClass().getSimpleName();
    Envelope<?> envelope =
        Envelope.first(DerivedIds.derive(lead.value(), what, 0), service, at, at, "bench", event);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, lead.toString().getBytes(UTF_8), EventCodec.value(envelope.event()));
    EventCodec.headers(envelope)
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }
}
