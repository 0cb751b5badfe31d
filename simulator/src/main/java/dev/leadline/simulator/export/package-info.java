/// Recordings from a running stack.
@NullMarked
package dev.leadline.simulator.export;

import org.jspecify.annotations.NullMarked;
