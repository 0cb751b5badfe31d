/// What is promised in sum, and whether it is on its way.
@NullMarked
package dev.leadline.sla.commitment;

import org.jspecify.annotations.NullMarked;
