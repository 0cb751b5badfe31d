@NullMarked
package dev.leadline.intake.attribution;

import org.jspecify.annotations.NullMarked;
