/// The door for people and tools.
@NullMarked
package dev.leadline.lifecycle.http;

import org.jspecify.annotations.NullMarked;
