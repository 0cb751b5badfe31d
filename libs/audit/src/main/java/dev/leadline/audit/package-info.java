/// The audit trail: hash-chained decision records, written in the transaction of their effects, and
/// the verifier that names the first bad link.
@NullMarked
package dev.leadline.audit;

import org.jspecify.annotations.NullMarked;
