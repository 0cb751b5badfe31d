/// Measures clocks: how many can be open, how late rungs fire, what a flood of them does, and
/// whether each fires once when a monitor dies.
@NullMarked
package dev.leadline.stack.bench.clocks;

import org.jspecify.annotations.NullMarked;
