@NullMarked
package dev.leadline.events;

import org.jspecify.annotations.NullMarked;
