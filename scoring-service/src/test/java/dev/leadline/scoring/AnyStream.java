package dev.leadline.scoring;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static dev.leadline.testsupport.LeadBuilder.leadId;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// A random history of a few leads, over months, as intake tells it: what is known of them, in any
/// order of versions, and what they do, some of it late and some by a clock that is ahead.
public final class AnyStream {
  private static final List<String> ACTIVITIES =
      List.of(
          "page_viewed",
          "pricing_viewed",
          "form_submitted",
          "email_opened",
          "trial_started",
          "email_unsubscribed",
          "demo_requested",
          "rep_touch");
  private static final int MOST_MINUTES_BETWEEN = 60 * 24 * 3;

  private final Random random;
  private final List<Envelope<?>> stream = new ArrayList<>();

  /// The numbers of the leads that things happen to.
  private final TreeSet<Integer> leads = new TreeSet<>();

  /// Merges that one of the two leads was told of.
  private final Deque<LeadsMerged> halfTold = new ArrayDeque<>();

  private long minute;

  private AnyStream(Random random, int leads) {
    this.random = random;
    for (int lead = 1; lead <= leads; lead++) {
      this.leads.add(lead);
      add(new LeadCaptured(snapshot(lead, 1), "hubspot", "Direct"));
    }
  }

  /// Of leads that stay who they are.
  public static List<Envelope<?>> of(Random random) {
    AnyStream any = new AnyStream(random, 3);
    for (int number = 0; number < 40; number++) {
      any.somethingHappens();
    }
    return any.stream;
  }

  /// Of leads of which some turn out to be others.
  public static List<Envelope<?>> withMerges(Random random) {
    AnyStream any = new AnyStream(random, 5);
    for (int number = 0; number < 50; number++) {
      any.somethingHappensOrTwoAreOne();
    }
    return any.stream;
  }

  /// The same, and some are erased, after which nothing is told of them.
  public static List<Envelope<?>> withMergesAndErasures(Random random) {
    return withMergesAndErasures(random, false);
  }

  /// The same, but some that are erased come again, which intake does not let them.
  public static List<Envelope<?>> withLeadsThatComeAgain(Random random) {
    return withMergesAndErasures(random, true);
  }

  private static List<Envelope<?>> withMergesAndErasures(Random random, boolean someComeAgain) {
    AnyStream any = new AnyStream(random, 7);
    for (int number = 0; number < 60; number++) {
      if (random.nextInt(12) == 0) {
        any.erased(someComeAgain && random.nextBoolean());
      } else {
        any.somethingHappensOrTwoAreOne();
      }
    }
    return any.stream;
  }

  private void somethingHappensOrTwoAreOne() {
    if (!halfTold.isEmpty() && random.nextInt(3) == 0) {
      otherHalfTold();
    } else if (leads.size() > 1 && random.nextInt(8) == 0) {
      merged();
    } else {
      somethingHappens();
    }
  }

  private void somethingHappens() {
    LeadSnapshot lead = snapshot(anyLead(), 1 + random.nextInt(stream.size()));
    switch (random.nextInt(6)) {
      case 0 -> add(new LeadChanged(lead, "hubspot", Map.of()));
      case 1 -> add(new CrmUpdated(lead, "hubspot", Map.of("stage", "sql")));
      default -> {
        String activity = ACTIVITIES.get(random.nextInt(ACTIVITIES.size()));
        Map<String, Object> properties = Map.of("path", "/pricing/" + random.nextInt(5));
        add(new ActivityRecorded(lead, new Activity(activity, "segment", properties)));
      }
    }
  }

  /// Two leads are one: the older goes on. One of them is told now, the other later; a lead does
  /// nothing more once it was told of its end.
  private void merged() {
    int one = anyLead();
    int other = anyLead();
    if (one == other) {
      return;
    }
    LeadSnapshot survivor = snapshot(Math.min(one, other), stream.size());
    LeadSnapshot absorbed = snapshot(Math.max(one, other), stream.size());
    halfTold.add(new LeadsMerged(survivor, survivor.id(), absorbed.id(), "email"));
    halfTold.add(new LeadsMerged(absorbed, survivor.id(), absorbed.id(), "email"));
    if (random.nextBoolean()) {
      halfTold.addFirst(halfTold.removeLast());
    }
    otherHalfTold();
  }

  private void otherHalfTold() {
    LeadsMerged merged = halfTold.removeFirst();
    if (merged.toldToAbsorbed()) {
      leads.removeIf(number -> leadId(number).equals(merged.absorbed()));
    }
    add(merged);
  }

  private void erased(boolean comesAgain) {
    if (!comesAgain) {
      while (!halfTold.isEmpty()) {
        otherHalfTold();
      }
    }
    int lead = anyLead();
    if (comesAgain || leads.size() > 1) {
      add(new LeadErased(leadId(lead)));
    }
    if (!comesAgain && leads.size() > 1) {
      leads.remove(lead);
    }
  }

  private int anyLead() {
    return List.copyOf(leads).get(random.nextInt(leads.size()));
  }

  private LeadSnapshot snapshot(int lead, int version) {
    return aLead(lead)
        .version(version)
        .with("employees", random.nextInt(3_000))
        .with("jobTitle", random.nextBoolean() ? "Head of Sales" : "Student")
        .build();
  }

  private void add(Event event) {
    minute += 1 + random.nextInt(MOST_MINUTES_BETWEEN);
    Instant recordedAt = MONDAY_MORNING.plus(Duration.ofMinutes(minute));
    Instant happenedAt =
        switch (random.nextInt(6)) {
          case 0 -> recordedAt.minus(Duration.ofHours(1 + random.nextInt(24 * 20)));
          case 1 -> recordedAt.plus(Duration.ofSeconds(1 + random.nextInt(600)));
          default -> recordedAt;
        };
    stream.add(
        anEnvelopeOf(event).number(stream.size()).at(happenedAt).recordedAt(recordedAt).build());
  }
}
