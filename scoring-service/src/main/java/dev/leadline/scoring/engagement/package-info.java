/// What activities earn: which rules award, how often, and how the points fade.
@NullMarked
package dev.leadline.scoring.engagement;

import org.jspecify.annotations.NullMarked;
