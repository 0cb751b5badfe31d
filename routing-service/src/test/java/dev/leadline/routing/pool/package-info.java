@NullMarked
package dev.leadline.routing.pool;

import org.jspecify.annotations.NullMarked;
