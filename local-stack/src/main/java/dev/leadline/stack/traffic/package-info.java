/// Traffic as real senders make it: people, the requests of each kind of source, and a load that
/// does not wait for answers.
@NullMarked
package dev.leadline.stack.traffic;

import org.jspecify.annotations.NullMarked;
