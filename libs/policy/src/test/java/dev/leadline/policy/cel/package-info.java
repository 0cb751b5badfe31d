@NullMarked
package dev.leadline.policy.cel;

import org.jspecify.annotations.NullMarked;
