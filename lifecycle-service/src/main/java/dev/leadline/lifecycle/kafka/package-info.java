/// The door for events.
@NullMarked
package dev.leadline.lifecycle.kafka;

import org.jspecify.annotations.NullMarked;
