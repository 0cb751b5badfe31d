/// Puts the parts together.
@NullMarked
package dev.leadline.intake.wiring;

import org.jspecify.annotations.NullMarked;
