/// Intake as a whole.
@NullMarked
package dev.leadline.intake;

import org.jspecify.annotations.NullMarked;
