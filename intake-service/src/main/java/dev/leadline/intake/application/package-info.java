/// A batch of deliveries from start to end, and the ports it needs.
@NullMarked
package dev.leadline.intake.application;

import org.jspecify.annotations.NullMarked;
