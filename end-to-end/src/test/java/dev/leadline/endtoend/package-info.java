/// The running system seen from outside: signed deliveries in, answers and events out.
@NullMarked
package dev.leadline.endtoend;

import org.jspecify.annotations.NullMarked;
