/// The ladder of a promise: what is asked of whom as its time runs out.
@NullMarked
package dev.leadline.sla.ladder;

import org.jspecify.annotations.NullMarked;
