@NullMarked
package dev.leadline.routing;

import org.jspecify.annotations.NullMarked;
