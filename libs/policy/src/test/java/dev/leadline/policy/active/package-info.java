@NullMarked
package dev.leadline.policy.active;

import org.jspecify.annotations.NullMarked;
