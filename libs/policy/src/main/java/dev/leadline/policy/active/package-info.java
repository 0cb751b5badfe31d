/// The policy that a running service decides by.
@NullMarked
package dev.leadline.policy.active;

import org.jspecify.annotations.NullMarked;
