@NullMarked
package dev.leadline.simulator.history;

import org.jspecify.annotations.NullMarked;
