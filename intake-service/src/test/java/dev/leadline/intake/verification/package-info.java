@NullMarked
package dev.leadline.intake.verification;

import org.jspecify.annotations.NullMarked;
