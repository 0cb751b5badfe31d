/// Dead letters, and sending them back.
@NullMarked
package dev.leadline.stack.deadletter;

import org.jspecify.annotations.NullMarked;
