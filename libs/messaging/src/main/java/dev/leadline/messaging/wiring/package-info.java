/// Messaging as a part of a Quarkus service: configuration, beans, start and stop, health, metrics.
@NullMarked
package dev.leadline.messaging.wiring;

import org.jspecify.annotations.NullMarked;
