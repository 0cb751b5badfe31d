@NullMarked
package dev.leadline.intake.normalisation;

import org.jspecify.annotations.NullMarked;
