/// What CDI cannot make by itself.
@NullMarked
package dev.leadline.sla.wiring;

import org.jspecify.annotations.NullMarked;
