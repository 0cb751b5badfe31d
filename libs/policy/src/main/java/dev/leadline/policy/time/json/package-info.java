/// Working time over JSON lines, for tools that ask from outside.
@NullMarked
package dev.leadline.policy.time.json;

import org.jspecify.annotations.NullMarked;
