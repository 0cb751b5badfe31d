/// The published contract of Leadline: what is said between its services, and how it is written
/// down.
///
/// Every topic's types are one sealed interface ([IntakeEvent], [ScoringEvent], [LifecycleEvent],
/// [RoutingEvent], [SlaEvent]). Adding a field to a record is compatible; anything else is a new
/// topic version.
@NullMarked
package dev.leadline.events;

import org.jspecify.annotations.NullMarked;
