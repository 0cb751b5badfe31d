/// The inbox: written by the HTTP door, read by the batch.
@NullMarked
package dev.leadline.intake.kafka;

import org.jspecify.annotations.NullMarked;
