@NullMarked
package dev.leadline.policy.time;

import org.jspecify.annotations.NullMarked;
