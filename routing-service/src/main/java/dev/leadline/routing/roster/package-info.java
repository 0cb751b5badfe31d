/// Who can take leads: the reps and pools of the policy with what was changed at run time, and who
/// is available at an instant.
@NullMarked
package dev.leadline.routing.roster;

import org.jspecify.annotations.NullMarked;
