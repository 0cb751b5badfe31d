@NullMarked
package dev.leadline.scoring.fit;

import org.jspecify.annotations.NullMarked;
