package dev.leadline.lifecycle;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;
import static dev.leadline.testsupport.LeadBuilder.aLead;
import static dev.leadline.testsupport.LeadBuilder.leadId;

import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.LeadsMerged;
import dev.leadline.events.Score;
import dev.leadline.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A random history of a few leads, over months: captured, changed, scored, asked for by a CRM that
/// is sometimes late, accepted, merged, erased.
public final class AnyStream {
  public static final int LEADS = 8;

  private static final int EVENTS = 80;
  private static final List<Score> SCORES =
      List.of(Scores.COLD, Scores.INTERESTED, Scores.QUALIFIED, Scores.HAND_RAISED);

  private final List<String> stages;
  private final Random random;
  private final List<Envelope<?>> stream = new ArrayList<>();
  private Instant now = MONDAY_MORNING;

  private AnyStream(Policy policy, Random random) {
    this.stages = policy.lifecycle().stages();
    this.random = random;
  }

  public static List<Envelope<?>> of(Policy policy, Random random) {
    AnyStream any = new AnyStream(policy, random);
    while (any.stream.size() < EVENTS) {
      any.now = any.now.plus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 4)));
      any.next();
    }
    return any.stream;
  }

  private void next() {
    int number = 1 + random.nextInt(LEADS);
    LeadSnapshot lead = lead(number);
    switch (random.nextInt(24)) {
      case 0, 1, 2 -> said(new LeadCaptured(lead, "hubspot", "Direct"));
      case 3, 4 -> said(new LeadChanged(lead, "hubspot", Map.of()));
      case 5, 6, 7, 8, 9, 10, 11 -> scored(lead);
      case 12, 13, 14, 15, 16 -> said(crmSays(lead));
      case 17, 18 -> saidLate(crmSays(lead));
      case 19, 20, 21 -> said(new AssignmentAccepted(lead, 1, "ana", rep()));
      case 22 -> merged(lead, number);
      default -> said(new LeadErased(lead.id()));
    }
  }

  private void scored(LeadSnapshot lead) {
    Score score = SCORES.get(random.nextInt(SCORES.size()));
    Instant raised = score.handRaised() ? now.minus(Duration.ofMinutes(random.nextInt(3))) : null;
    said(new LeadScored(lead, score, null, List.of(), List.of(), raised));
  }

  private CrmUpdated crmSays(LeadSnapshot lead) {
    boolean rests = random.nextInt(3) == 0;
    String stage = rests ? "recycled" : stages.get(random.nextInt(stages.size()));
    return new CrmUpdated(lead, "hubspot", Map.of("stage", stage, "reason", "not-ready"));
  }

  /// Told to both, in either order.
  private void merged(LeadSnapshot lead, int number) {
    if (number == 1) {
      return;
    }
    LeadSnapshot survivor = lead(1 + random.nextInt(number - 1));
    boolean first = random.nextBoolean();
    said(new LeadsMerged(first ? lead : survivor, survivor.id(), lead.id(), "email"));
    said(new LeadsMerged(first ? survivor : lead, survivor.id(), lead.id(), "email"));
  }

  private LeadSnapshot lead(int number) {
    return aLead(number).version(1 + random.nextInt(1 + stream.size())).id(leadId(number)).build();
  }

  private void said(Event event) {
    said(event, now);
  }

  private void saidLate(Event event) {
    said(event, now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 20))));
  }

  private void said(Event event, Instant happened) {
    stream.add(anEnvelopeOf(event).at(happened).recordedAt(now).number(stream.size()).build());
  }

  private static Actor rep() {
    return new Actor(Actor.Kind.REP, "ana");
  }
}
