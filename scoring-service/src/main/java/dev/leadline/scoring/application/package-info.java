/// A batch from start to end: load the leads, decide, save, publish.
@NullMarked
package dev.leadline.scoring.application;

import org.jspecify.annotations.NullMarked;
