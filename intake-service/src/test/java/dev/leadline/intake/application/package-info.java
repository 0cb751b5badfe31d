@NullMarked
package dev.leadline.intake.application;

import org.jspecify.annotations.NullMarked;
