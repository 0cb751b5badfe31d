@NullMarked
package dev.leadline.routing.kafka;

import org.jspecify.annotations.NullMarked;
