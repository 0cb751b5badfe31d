package dev.leadline.routing.application;

import dev.leadline.events.LeadId;
import dev.leadline.routing.assignment.RoutingInput;

/// One thing to decide.
record RoutingWork(LeadId lead, RoutingInput input, Cause cause) {}
