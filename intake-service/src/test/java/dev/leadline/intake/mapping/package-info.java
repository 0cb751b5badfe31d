@NullMarked
package dev.leadline.intake.mapping;

import org.jspecify.annotations.NullMarked;
