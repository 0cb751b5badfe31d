/// What would differ, for people and for tools.
@NullMarked
package dev.leadline.simulator.report;

import org.jspecify.annotations.NullMarked;
