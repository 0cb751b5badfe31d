@NullMarked
package dev.leadline.messaging.transaction;

import org.jspecify.annotations.NullMarked;
