@NullMarked
package dev.leadline.stack.infra;

import org.jspecify.annotations.NullMarked;
