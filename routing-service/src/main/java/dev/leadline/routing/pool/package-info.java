/// How a pool shares its leads among its members, exactly.
@NullMarked
package dev.leadline.routing.pool;

import org.jspecify.annotations.NullMarked;
