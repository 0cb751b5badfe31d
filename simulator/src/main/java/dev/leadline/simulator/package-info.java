/// What a policy would have done to leads that were recorded.
@NullMarked
package dev.leadline.simulator;

import org.jspecify.annotations.NullMarked;
