/// What is counted of the events, and what each figure of the scorecard means.
@NullMarked
package dev.leadline.sla.scorecard;

import org.jspecify.annotations.NullMarked;
