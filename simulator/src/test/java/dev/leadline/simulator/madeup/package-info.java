@NullMarked
package dev.leadline.simulator.madeup;

import org.jspecify.annotations.NullMarked;
