/// The story of a lead: every event that concerns it, in order and in words.
@NullMarked
package dev.leadline.sla.timeline;

import org.jspecify.annotations.NullMarked;
