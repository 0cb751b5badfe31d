/// The decision who gets a lead, and what becomes of an offer.
@NullMarked
package dev.leadline.routing.assignment;

import org.jspecify.annotations.NullMarked;
