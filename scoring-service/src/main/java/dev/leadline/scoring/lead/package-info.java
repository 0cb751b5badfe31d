/// One lead as scoring knows it, and how an event changes that.
@NullMarked
package dev.leadline.scoring.lead;

import org.jspecify.annotations.NullMarked;
