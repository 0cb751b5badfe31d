@NullMarked
package dev.leadline.messaging.outbound;

import org.jspecify.annotations.NullMarked;
