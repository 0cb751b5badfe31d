@NullMarked
package dev.leadline.scoring.store;

import org.jspecify.annotations.NullMarked;
