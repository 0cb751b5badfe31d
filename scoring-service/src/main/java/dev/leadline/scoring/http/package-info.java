/// The door for people and tools.
@NullMarked
package dev.leadline.scoring.http;

import org.jspecify.annotations.NullMarked;
