@NullMarked
package dev.leadline.stack.audit;

import org.jspecify.annotations.NullMarked;
