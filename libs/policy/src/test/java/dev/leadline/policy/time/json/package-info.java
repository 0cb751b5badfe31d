@NullMarked
package dev.leadline.policy.time.json;

import org.jspecify.annotations.NullMarked;
