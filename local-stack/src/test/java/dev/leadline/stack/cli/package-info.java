@NullMarked
package dev.leadline.stack.cli;

import org.jspecify.annotations.NullMarked;
