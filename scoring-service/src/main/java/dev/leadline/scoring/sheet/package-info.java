/// The score at an instant, with the ledger that adds up to it.
@NullMarked
package dev.leadline.scoring.sheet;

import org.jspecify.annotations.NullMarked;
