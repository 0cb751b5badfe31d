/// What comes in from Kafka.
@NullMarked
package dev.leadline.routing.kafka;

import org.jspecify.annotations.NullMarked;
