@NullMarked
package dev.leadline.messaging.wiring;

import org.jspecify.annotations.NullMarked;
