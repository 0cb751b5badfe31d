@NullMarked
package dev.leadline.sla;

import org.jspecify.annotations.NullMarked;
