/// Conditions of the policy, written in CEL (Common Expression Language), checked against the
/// catalogue and evaluated on facts of which some may be missing.
@NullMarked
package dev.leadline.policy.cel;

import org.jspecify.annotations.NullMarked;
