/// The scorecard of a running stack, for people at a terminal.
@NullMarked
package dev.leadline.stack.scorecard;

import org.jspecify.annotations.NullMarked;
