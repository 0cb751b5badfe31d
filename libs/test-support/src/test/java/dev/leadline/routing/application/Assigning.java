package dev.leadline.routing.application;

import dev.leadline.routing.store.Rosters;

/// An application layer that knows a door, for [dev.leadline.testsupport.ArchitectureRulesTest].
record Assigning(Rosters rosters) {}
