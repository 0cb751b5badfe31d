/// The door for events.
@NullMarked
package dev.leadline.scoring.kafka;

import org.jspecify.annotations.NullMarked;
