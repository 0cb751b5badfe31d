@NullMarked
package dev.leadline.routing.explanation;

import org.jspecify.annotations.NullMarked;
