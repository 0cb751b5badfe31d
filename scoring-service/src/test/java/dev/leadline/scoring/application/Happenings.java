package dev.leadline.scoring.application;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.MONDAY_MORNING;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadSnapshot;
import java.time.Duration;
import java.util.Map;

/// Events of intake, so many minutes after Monday morning.
final class Happenings {
  private Happenings() {}

  static Envelope<LeadCaptured> captured(LeadSnapshot lead, long minute) {
    return anEnvelopeOf(new LeadCaptured(lead, "hubspot", "Direct"))
        .at(MONDAY_MORNING.plus(Duration.ofMinutes(minute)))
        .build();
  }

  static Envelope<ActivityRecorded> did(LeadSnapshot lead, String activity, long minute) {
    return did(lead, activity, Map.of(), minute);
  }

  static Envelope<ActivityRecorded> did(
      LeadSnapshot lead, String activity, Map<String, Object> properties, long minute) {
    return anEnvelopeOf(new ActivityRecorded(lead, new Activity(activity, "segment", properties)))
        .at(MONDAY_MORNING.plus(Duration.ofMinutes(minute)))
        .build();
  }
}
