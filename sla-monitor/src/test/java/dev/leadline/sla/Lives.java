package dev.leadline.sla;

import static dev.leadline.testsupport.EnvelopeBuilder.anEnvelopeOf;
import static dev.leadline.testsupport.LeadBuilder.aLead;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Actor;
import dev.leadline.events.Envelope;
import dev.leadline.events.LeadAssigned;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadSnapshot;
import dev.leadline.events.Reason;
import dev.leadline.events.StageEntered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The events that other services say of one lead.
///
/// @param lead an id that no other test uses, captured at `at`
/// @param at when the lead's life begins
public record Lives(LeadSnapshot lead, Instant at) {

  public static Lives beginningAt(Instant at) {
    return new Lives(aLead(new Random().nextInt(1_000_000_000)).capturedAt(at).build(), at);
  }

  public Envelope<LeadCaptured> captured() {
    return anEnvelopeOf(new LeadCaptured(lead, "hubspot", "Organic Search"))
        .at(at)
        .from("intake")
        .build();
  }

  public Envelope<StageEntered> qualified() {
    return entered("mql");
  }

  public Envelope<StageEntered> entered(String stage) {
    return anEnvelopeOf(
            new StageEntered(
                lead,
                stage,
                "lead".equals(stage) ? null : "lead",
                1,
                Actor.system("lifecycle"),
                null,
                null,
                List.of(Reason.matched("lead-to-" + stage, "score.qualified=true"))))
        .at(at)
        .causedBy(captured())
        .policyVersion("policy-1")
        .from("lifecycle")
        .build();
  }

  public Envelope<LeadAssigned> assigned(String owner) {
    return anEnvelopeOf(
            new LeadAssigned(
                lead,
                1,
                owner,
                "inbound",
                "everyone-else",
                null,
                null,
                null,
                List.of(Reason.matched("everyone-else", "")),
                List.of()))
        .at(at)
        .recordedAt(at.plusMillis(20))
        .causedBy(qualified())
        .from("routing")
        .build();
  }

  public Envelope<ActivityRecorded> touched(Instant when) {
    return anEnvelopeOf(new ActivityRecorded(lead, new Activity("rep_touch", "hubspot", Map.of())))
        .at(when)
        .from("intake")
        .build();
  }
}
