/// A batch, a due timer or a request from start to end: load, decide, save; and the ports to the
/// store.
@NullMarked
package dev.leadline.sla.application;

import org.jspecify.annotations.NullMarked;
