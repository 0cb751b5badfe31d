package dev.leadline.simulator.replay;

import dev.leadline.events.AssignmentAccepted;
import dev.leadline.events.ClockWarned;
import dev.leadline.events.CrmUpdated;
import dev.leadline.events.Envelope;
import dev.leadline.events.Event;
import dev.leadline.events.ExceptionEvent;
import dev.leadline.events.IntakeEvent;
import dev.leadline.events.LeadCaptured;
import dev.leadline.events.LeadChanged;
import dev.leadline.events.LeadErased;
import dev.leadline.events.LeadScored;
import dev.leadline.events.LeadsMerged;
import dev.leadline.routing.application.RouteLeads;
import dev.leadline.simulator.history.Service;
import java.util.ArrayList;
import java.util.List;

/// Which service has a use for an event.
///
/// @param clocks those of the policy
record Interests(ClockReplay clocks) {
  static final String PAUSE = "pause-rep";

  List<Service> in(Envelope<?> envelope) {
    Event event = envelope.event();
    List<Service> interested = new ArrayList<>(Service.values().length);
    if (event instanceof ExceptionEvent) {
      return interested;
    }
    if (event instanceof IntakeEvent) {
      interested.add(Service.SCORING);
    }
    switch (event) {
      case LeadCaptured _,
          LeadChanged _,
          CrmUpdated _,
          LeadsMerged _,
          LeadErased _,
          LeadScored _,
          AssignmentAccepted _ ->
          interested.add(Service.LIFECYCLE);
      default -> {}
    }
    if (event instanceof ClockWarned warned
        ? warned.action().equals(PAUSE)
        : RouteLeads.EVENTS.contains(event.getClass())) {
      interested.add(Service.ROUTING);
    }
    if (!envelope.source().equals(Service.SLA.source()) && clocks.concerns(event)) {
      interested.add(Service.SLA);
    }
    return interested;
  }
}
