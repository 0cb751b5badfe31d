/// What came, from whom, and how it is known again.
@NullMarked
package dev.leadline.intake.delivery;

import org.jspecify.annotations.NullMarked;
