package dev.leadline.simulator.madeup;

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
import dev.leadline.events.Topics;
import dev.leadline.events.TurnTaken;
import dev.leadline.events.TurnTaken.Heard;
import dev.leadline.policy.Policy;
import dev.leadline.policy.PolicyLoad;
import dev.leadline.policy.load.PolicyLoader;
import dev.leadline.simulator.export.RecordingWriter;
import dev.leadline.simulator.history.Entry;
import dev.leadline.simulator.history.Line;
import dev.leadline.simulator.history.Place;
import dev.leadline.simulator.history.Service;
import dev.leadline.simulator.history.Told;
import dev.leadline.simulator.replay.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// Writes a recording of many leads for `./leadline policy simulate --leads`: what they did is made
/// up, what was decided of it is decided by the policy, by services that hear what some leads did
/// at once. The same number gives the same recording.
///
/// Arguments: the policy directory, how many leads, the file (`.gz` compresses it).
public final class MadeUpLeads {
  private static final List<String> COUNTRIES = List.of("US", "US", "CA", "DE", "GB", "FR", "IN");
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final Line NOWHERE = new Line(0, new byte[0], 0, 0);
  private static final int PARTITIONS = 4;
  private static final TurnTaken NOTHING = new TurnTaken("none", List.of(), null, null);

  /// How many leads come before the services get to work.
  private static final int BACKLOG = 50;

  private final RecordingWriter writer;
  private final Replay replay;
  private final Random random = new Random(1);
  private final List<Envelope<?>> decided = new ArrayList<>();
  private final List<Envelope<LeadAssigned>> assigned = new ArrayList<>();
  private final Map<String, long[]> ends = new HashMap<>();
  private final Map<Service, Map<String, long[]>> positions = new EnumMap<>(Service.class);
  private Instant now = START;
  private int given;
  private long events;

  private MadeUpLeads(Policy policy, RecordingWriter writer) throws IOException {
    this.writer = writer;
    this.replay = new Replay(policy, (_, decision) -> decided.add(decision));
    List<Told> told =
        Stream.of(Service.values())
            .map(service -> new Told(service, Instant.EPOCH, false, List.of()))
            .toList();
    writer.begin(told);
    replay.accept(new Entry.Begun(told));
  }

  public static void main(String... arguments) throws IOException {
    Policy policy = ((PolicyLoad.Loaded) PolicyLoader.load(Path.of(arguments[0]))).policy();
    try (RecordingWriter writer = new RecordingWriter(Path.of(arguments[2]))) {
      MadeUpLeads leads = new MadeUpLeads(policy, writer);
      int all = Integer.parseInt(arguments[1]);
      for (int number = 1; number <= all; number++) {
        leads.lead(number);
        if (number % BACKLOG == 0 || number == all) {
          leads.work();
          leads.people();
        }
      }
      leads.work();
      System.out.println(leads.events + " events");
    }
  }

  private void lead(int number) throws IOException {
    now = now.plus(Duration.ofMillis(1 + random.nextInt(2000)));
    LeadSnapshot lead = snapshot(number);
    given(new LeadCaptured(lead, "web-form", "Organic Search"));
    given(
        new ActivityRecorded(
            lead,
            random.nextInt(3) == 0
                ? new Activity("page_viewed", "segment", Map.of("path", "/pricing"))
                : new Activity("form_submitted", "web-form", Map.of("form", "demo-request"))));
  }

  /// The services hear all that there is.
  private void work() throws IOException {
    boolean more = true;
    while (more) {
      more = false;
      for (Service service : Service.values()) {
        for (String topic : service.hears()) {
          for (int partition = 0; partition < PARTITIONS; partition++) {
            more |= heard(service, topic, partition);
          }
        }
      }
    }
  }

  private boolean heard(Service service, String topic, int partition) throws IOException {
    long[] read =
        positions
            .computeIfAbsent(service, _ -> new HashMap<>())
            .computeIfAbsent(topic, _ -> new long[PARTITIONS]);
    long from = read[partition];
    long next = ends.computeIfAbsent(topic, _ -> new long[PARTITIONS])[partition];
    if (from == next) {
      return false;
    }
    read[partition] = next;
    now = now.plusMillis(1);
    Heard heard = new Heard(topic, partition, from, next, false);
    turn(service, new TurnTaken(service.name(), List.of(heard), null, null));
    tell();
    return true;
  }

  /// Most owners take what they get, and call.
  private void people() throws IOException {
    List<Envelope<LeadAssigned>> offered = List.copyOf(assigned);
    assigned.clear();
    for (Envelope<LeadAssigned> offer : offered) {
      if (random.nextInt(10) != 0) {
        answer(offer);
      }
    }
  }

  private void answer(Envelope<LeadAssigned> offer) throws IOException {
    LeadAssigned event = offer.event();
    UUID request = DerivedIds.derive(offer.id(), "request", 0);
    now = now.plusMillis(1);
    turn(Service.ROUTING, new TurnTaken("routing", List.of(), null, request));
    AssignmentAccepted asked =
        new AssignmentAccepted(
            event.lead(),
            event.assignment(),
            event.owner(),
            new Actor(Actor.Kind.REP, event.owner()));
    replay.accept(
        new Entry.Said(
            Envelope.first(request, "routing", now, now, offer.policyVersion(), asked),
            null,
            NOWHERE));
    tell();
    given(new ActivityRecorded(event.lead(), new Activity("rep_touch", "crm", Map.of())));
  }

  /// What time brought before it is written first, and what the turn says is told after it.
  private void turn(Service service, TurnTaken taken) throws IOException {
    replay.accept(new Entry.Turn(service, now, NOTHING));
    writeDecided();
    replay.accept(new Entry.Turn(service, now, taken));
    UUID id = DerivedIds.ofText("turn " + writer.lines());
    writer.write(
        new Envelope<>(id, service.source(), now, now, id.toString(), null, null, null, taken),
        new Place(service.turns(), 0, writer.lines()));
  }

  private void tell() throws IOException {
    List<Envelope<?>> said = List.copyOf(decided);
    decided.clear();
    for (Envelope<?> each : said) {
      replay.accept(write(each));
    }
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

  private void given(Event event) throws IOException {
    UUID id = DerivedIds.ofText("event " + given++);
    replay.accept(
        write(
            new Envelope<>(
                id, "/leadline/intake", now, now, id.toString(), null, null, null, event)));
    writeDecided();
  }

  private void writeDecided() throws IOException {
    for (Envelope<?> each : decided) {
      write(each);
    }
    decided.clear();
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

  private Entry.Said write(Envelope<?> envelope) throws IOException {
    String topic = Service.of(envelope.source()).map(Service::topic).orElse(Topics.INTAKE);
    int partition = Math.floorMod(envelope.event().subject().hashCode(), PARTITIONS);
    Place place =
        new Place(
            topic, partition, ends.computeIfAbsent(topic, _ -> new long[PARTITIONS])[partition]++);
    writer.write(envelope, place);
    events++;
    if (envelope.event() instanceof LeadAssigned event) {
      assigned.add(retyped(envelope, event));
    }
    return new Entry.Said(envelope, place, NOWHERE);
  }
}
