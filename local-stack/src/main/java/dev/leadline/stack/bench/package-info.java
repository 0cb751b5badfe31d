/// Measures the running stack from outside.
@NullMarked
package dev.leadline.stack.bench;

import org.jspecify.annotations.NullMarked;
