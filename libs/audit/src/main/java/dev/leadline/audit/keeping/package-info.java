/// The audit trail of a running service: kept for as long as it is to be, and told of elsewhere.
@NullMarked
package dev.leadline.audit.keeping;

import org.jspecify.annotations.NullMarked;
