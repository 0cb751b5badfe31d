/// The audit trail of a whole stack: the chains of its five databases, or an export of them.
@NullMarked
package dev.leadline.stack.audit;

import org.jspecify.annotations.NullMarked;
