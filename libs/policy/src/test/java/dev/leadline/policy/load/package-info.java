@NullMarked
package dev.leadline.policy.load;

import org.jspecify.annotations.NullMarked;
