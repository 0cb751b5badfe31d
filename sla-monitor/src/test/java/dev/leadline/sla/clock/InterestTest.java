package dev.leadline.sla.clock;

import static dev.leadline.testsupport.LeadBuilder.aLead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Activity;
import dev.leadline.events.ActivityRecorded;
import dev.leadline.events.Actor;
import dev.leadline.events.Event;
import dev.leadline.events.EventCodec;
import dev.leadline.events.EventTypes;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadSuppressed;
import dev.leadline.events.StageEntered;
import dev.leadline.sla.SlaPolicies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterestTest {
  private final Interest interest = Interest.of(SlaPolicies.always().policy());

  @Test
  void whatAClockMayBeMovedByIsRead() {
    assertThat(interesting(entered("mql", "lead"))).isTrue();
    assertThat(interesting(entered("lead", "recycled"))).isTrue();
    assertThat(interesting(activity("rep_touch"))).isTrue();
    assertThat(interesting(new LeadSuppressed(aLead().build(), "competitor", List.of()))).isTrue();
  }

  @Test
  void whatMovesNoClockIsOnlyKept() {
    assertThat(interesting(entered("lead", "subscriber"))).isFalse();
    assertThat(interesting(activity("page_viewed"))).isFalse();
    assertThat(interesting(new LeadCaptured(aLead().build(), "hubspot", "Direct"))).isFalse();
  }

  @Test
  void aTypeIsNamedInKebabCase() {
    assertThat(Interest.kebab("dev.leadline.LeadAssigned")).isEqualTo("lead-assigned");
  }

  private boolean interesting(Event event) {
    return interest.in(EventTypes.nameOf(event), EventCodec.value(event));
  }

  private static ActivityRecorded activity(String type) {
    return new ActivityRecorded(aLead().build(), new Activity(type, "segment", Map.of()));
  }

  private static StageEntered entered(String stage, String from) {
    return new StageEntered(
        aLead().build(), stage, from, 1, Actor.system("lifecycle"), null, null, List.of());
  }
}
