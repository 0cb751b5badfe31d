package dev.leadline.lifecycle;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;

import dev.leadline.events.Actor;
import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events of other services, so many minutes after Monday morning.
public final class Happenings {
  private Happenings() {}

  public static Envelope<LeadCaptured> captured(LeadSnapshot lead, long minute) {
    return at(minute, new LeadCaptured(lead, "hubspot", "Direct"));
  }

  public static Envelope<LeadScored> scored(LeadSnapshot lead, Score score, long minute) {
    return scored(lead, score, null, minute);
  }

  public static Envelope<LeadScored> scored(
      LeadSnapshot lead, Score score, @Nullable Instant handRaisedAt, long minute) {
    return at(minute, new LeadScored(lead, score, null, List.of(), List.of(), handRaisedAt));
  }

  public static Envelope<CrmUpdated> crmSays(
      LeadSnapshot lead, Map<String, Object> changes, long minute) {
    return at(minute, new CrmUpdated(lead, "hubspot", changes));
  }

  public static Envelope<AssignmentAccepted> accepted(
      LeadSnapshot lead, String owner, long minute) {
    return at(minute, new AssignmentAccepted(lead, 1, owner, new Actor(Actor.Kind.REP, owner)));
  }

  public static <E extends Event> Envelope<E> at(long minute, E event) {
    return anEnvelopeOf(event).at(MONDAY_MORNING.plus(Duration.ofMinutes(minute))).build();
  }
}
