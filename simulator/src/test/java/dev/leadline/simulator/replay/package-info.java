@NullMarked
package dev.leadline.simulator.replay;

import org.jspecify.annotations.NullMarked;
