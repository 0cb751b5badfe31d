@NullMarked
package dev.leadline.messaging.inbound;

import org.jspecify.annotations.NullMarked;
