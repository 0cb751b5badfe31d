/// Policies tried on what was recorded: the simulator as a child of this service.
@NullMarked
package dev.leadline.routing.application.simulation;

import org.jspecify.annotations.NullMarked;
