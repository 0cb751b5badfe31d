/// What was recorded: events a line each, read in the order in which they were written down.
@NullMarked
package dev.leadline.simulator.history;

import org.jspecify.annotations.NullMarked;
