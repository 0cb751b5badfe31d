@NullMarked
package dev.leadline.routing.store;

import org.jspecify.annotations.NullMarked;
