/// Recorded leads decided again: the deciders of the services over one stream of what happened.
@NullMarked
package dev.leadline.simulator.replay;

import org.jspecify.annotations.NullMarked;
