/// Why a lead is where it is, and what it would take to be elsewhere, in words.
@NullMarked
package dev.leadline.routing.explanation;

import org.jspecify.annotations.NullMarked;
