@NullMarked
package dev.leadline.intake.http;

import org.jspecify.annotations.NullMarked;
