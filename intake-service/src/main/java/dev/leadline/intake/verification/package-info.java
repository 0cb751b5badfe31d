/// Whether a delivery comes from whom it says: the proofs of the vendors, checked over the raw
/// bytes.
@NullMarked
package dev.leadline.intake.verification;

import org.jspecify.annotations.NullMarked;
