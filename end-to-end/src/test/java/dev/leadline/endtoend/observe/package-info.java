/// Boards, rules and alerts: how they are made, and that they are true of the running system.
@NullMarked
package dev.leadline.endtoend.observe;

import org.jspecify.annotations.NullMarked;
