/// The policy of a company as values: what the files of a policy directory mean once they are
/// checked.
@NullMarked
package dev.leadline.policy;

import org.jspecify.annotations.NullMarked;
