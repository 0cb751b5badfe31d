/// Where a lead came from: the closed lists of the policy and GA4's default channel groups.
@NullMarked
package dev.leadline.intake.attribution;

import org.jspecify.annotations.NullMarked;
