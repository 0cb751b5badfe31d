/// Working time: when people work, when a budget of working time is used up, and how much of an
/// interval they worked.
@NullMarked
package dev.leadline.policy.time;

import org.jspecify.annotations.NullMarked;
