@NullMarked
package dev.leadline.intake.identity;

import org.jspecify.annotations.NullMarked;
