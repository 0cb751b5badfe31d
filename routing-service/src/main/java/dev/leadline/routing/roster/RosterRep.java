package dev.leadline.routing.roster;

import dev.leadline.policy.RoutingPolicy.Rep;

/// A rep as routing sees them now.
///
/// @param rep what the policy or a change at run time says
/// @param entry what was changed at run time
public record RosterRep(Rep rep, RosterEntry entry) {}
