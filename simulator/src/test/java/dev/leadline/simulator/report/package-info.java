@NullMarked
package dev.leadline.simulator.report;

import org.jspecify.annotations.NullMarked;
