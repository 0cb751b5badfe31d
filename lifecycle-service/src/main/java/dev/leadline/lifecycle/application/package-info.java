/// A batch from start to end: load the leads, decide, save, publish.
@NullMarked
package dev.leadline.lifecycle.application;

import org.jspecify.annotations.NullMarked;
