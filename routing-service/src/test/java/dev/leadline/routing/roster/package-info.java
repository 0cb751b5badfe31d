@NullMarked
package dev.leadline.routing.roster;

import org.jspecify.annotations.NullMarked;
