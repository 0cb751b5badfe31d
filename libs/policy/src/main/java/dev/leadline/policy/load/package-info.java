/// Reads a policy directory: every file, every issue at once, each with its place.
@NullMarked
package dev.leadline.policy.load;

import org.jspecify.annotations.NullMarked;
