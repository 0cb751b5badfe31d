package dev.leadline.routing.http;

import dev.leadline.routing.store.Rosters;

/// A door that goes through another, for [dev.leadline.testsupport.ArchitectureRulesTest].
record RosterResource(Rosters rosters) {}
