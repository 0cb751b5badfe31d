/// The stage machine: which moves a lead may make, and what a move does to it.
@NullMarked
package dev.leadline.lifecycle.stage;

import org.jspecify.annotations.NullMarked;
