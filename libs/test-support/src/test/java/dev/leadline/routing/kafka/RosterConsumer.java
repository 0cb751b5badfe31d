package dev.leadline.routing.kafka;

/// A door as it should be, for [dev.leadline.testsupport.ArchitectureRulesTest].
record RosterConsumer(String topic) {}
