/// Writes a policy as a document for people.
@NullMarked
package dev.leadline.policy.describe;

import org.jspecify.annotations.NullMarked;
