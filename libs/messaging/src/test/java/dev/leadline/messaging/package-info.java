@NullMarked
package dev.leadline.messaging;

import org.jspecify.annotations.NullMarked;
