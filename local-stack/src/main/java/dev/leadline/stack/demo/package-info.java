/// The demonstration: a day's worth of traffic in a minute, and what came of it.
@NullMarked
package dev.leadline.stack.demo;

import org.jspecify.annotations.NullMarked;
