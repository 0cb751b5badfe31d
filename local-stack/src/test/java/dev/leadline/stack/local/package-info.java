@NullMarked
package dev.leadline.stack.local;

import org.jspecify.annotations.NullMarked;
