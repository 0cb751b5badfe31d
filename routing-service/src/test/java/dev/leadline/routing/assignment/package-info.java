@NullMarked
package dev.leadline.routing.assignment;

import org.jspecify.annotations.NullMarked;
