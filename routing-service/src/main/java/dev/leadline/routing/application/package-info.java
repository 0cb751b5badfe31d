/// A batch, a request or a due timer from start to end: load, decide, save.
@NullMarked
package dev.leadline.routing.application;

import org.jspecify.annotations.NullMarked;
