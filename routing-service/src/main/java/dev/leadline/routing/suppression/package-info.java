/// Which leads are not to be routed at all.
@NullMarked
package dev.leadline.routing.suppression;

import org.jspecify.annotations.NullMarked;
