package dev.leadline.benchmarks;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.DerivedIds;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadId;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.simulator.export.RecordingWriter;
import dev.leadline.simulator.history.Entry;
import dev.leadline.simulator.history.Line;
import dev.leadline.simulator.history.Timetable;
import dev.leadline.simulator.replay.Replay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/// Writes a recording of many leads for `./leadline policy simulate --leads`: what they did is made
/// up, what was decided of it is decided by the policy. The same number gives the same recording.
///
/// Arguments: the policy directory, how many leads, the file (`.gz` compresses it).
public final class RecordedLeads {
  private static final List<String> COUNTRIES = List.of("US", "US", "CA", "DE", "GB", "FR", "IN");
  private static final Line NOWHERE = new Line(0, new byte[0], 0, 0);

  private final RecordingWriter writer;
  private final Replay replay;
  private final Random random = new Random(1);
  private final List<Envelope<LeadAssigned>> assigned = new ArrayList<>();
  private Instant now = Leads.START;
  private long line;
  private int events;

  private RecordedLeads(Policy policy, RecordingWriter writer) {
    this.writer = writer;
    this.replay = new Replay(policy, new Timetable(), (_, decision) -> decided(decision));
  }

  public static void main(String[] arguments) throws IOException {
    Policy policy = ((PolicyLoad.Loaded) PolicyLoader.load(Path.of(arguments[0]))).policy();
    try (RecordingWriter writer = new RecordingWriter(Path.of(arguments[2]))) {
      RecordedLeads leads = new RecordedLeads(policy, writer);
      for (int number = 1; number <= Integer.parseInt(arguments[1]); number++) {
        leads.lead(number);
      }
      System.out.println(writer.lines() + " events");
    }
  }

  private void lead(int number) {
    now = now.plus(Duration.ofMillis(1 + random.nextInt(2000)));
    LeadSnapshot lead = snapshot(number);
    given(new LeadCaptured(lead, "web-form", "Organic Search"));
    given(
        new ActivityRecorded(
            lead,
            random.nextInt(3) == 0
                ? new Activity("page_viewed", "segment", Map.of("path", "/pricing"))
                : new Activity("form_submitted", "web-form", Map.of("form", "demo-request"))));
    List<Envelope<LeadAssigned>> offered = List.copyOf(assigned);
    assigned.clear();
    offered.forEach(this::answer);
  }

  /// Most owners take what they get, and call.
  private void answer(Envelope<LeadAssigned> offer) {
    if (random.nextInt(10) == 0) {
      return;
    }
    LeadAssigned event = offer.event();
    UUID request = DerivedIds.derive(offer.id(), "request", 0);
    said(
        Envelope.first(
            request,
            "routing",
            now,
            now,
            offer.policyVersion(),
            new AssignmentAccepted(
                event.lead(),
                event.assignment(),
                event.owner(),
                new Actor(Actor.Kind.REP, event.owner()))));
    given(new ActivityRecorded(event.lead(), new Activity("rep_touch", "crm", Map.of())));
  }

  private LeadSnapshot snapshot(int number) {
    LeadId id = new LeadId(DerivedIds.uuidV7(now, DerivedIds.ofText("lead " + number)));
    Map<String, Object> fields = new TreeMap<>();
    fields.put("email", "person" + number + "@company" + number % 100_000 + ".example");
    fields.put("firstName", "Ada");
    fields.put("lastName", "Lovelace " + number);
    fields.put("company", "Company " + number % 100_000);
    fields.put("companyDomain", "company" + number % 100_000 + ".example");
    fields.put("employees", (long) random.nextInt(3000));
    fields.put("country", COUNTRIES.get(random.nextInt(COUNTRIES.size())));
    fields.put("jobTitle", random.nextInt(4) == 0 ? "VP Marketing" : "Analyst");
    fields.put("consent", true);
    return new LeadSnapshot(id, 1, now, fields);
  }

  private void given(Event event) {
    UUID id = DerivedIds.ofText("event " + events++);
    said(new Envelope<>(id, "/leadline/intake", now, now, id.toString(), null, null, null, event));
  }

  private void said(Envelope<?> envelope) {
    if (!(envelope.event() instanceof AssignmentAccepted)) {
      write(envelope);
    }
    replay.accept(new Entry.Said(++line, envelope, NOWHERE));
  }

  private void decided(Envelope<?> decision) {
    write(decision);
    if (decision.event() instanceof LeadAssigned event) {
      assigned.add(retyped(decision, event));
    }
  }

  private static Envelope<LeadAssigned> retyped(Envelope<?> decision, LeadAssigned event) {
    return new Envelope<>(
        decision.id(),
        decision.source(),
        decision.time(),
        decision.recordedAt(),
        decision.correlationId(),
        decision.causationId(),
        decision.policyVersion(),
        decision.traceparent(),
        event);
  }

  private void write(Envelope<?> envelope) {
    try {
      writer.write(envelope);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
