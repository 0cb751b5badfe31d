/// Stands in for the simulator, whose module routing does not know.
@NullMarked
package dev.leadline.simulator.cli;

import org.jspecify.annotations.NullMarked;
