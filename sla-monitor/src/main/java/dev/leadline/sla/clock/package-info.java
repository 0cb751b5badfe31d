/// Clocks that measure promises: what moves them, the time they have used, and when it is used up.
///
/// A clock is never stepped. It is derived from the moves of its lead in happened-time, so events
/// that arrive in another order give the same clock.
@NullMarked
package dev.leadline.sla.clock;

import org.jspecify.annotations.NullMarked;
