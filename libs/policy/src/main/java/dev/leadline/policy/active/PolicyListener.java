package dev.leadline.policy.active;

import dev.leadline.policy.Policy;

/// Hears what becomes of the policy directory while a service runs. Every bean of this type is
/// told, one after the other. One that throws is told again with the next look at the directory, so
/// what it has to do with others, such as raising an exception, must bear repetition.
public interface PolicyListener {

  /// The service has started with a policy that can be used.
  default void started(Policy policy) {}

  /// The directory changed and holds a policy that can be used; it is in force now. Also told when
  /// it is the one that was in force all along, after one that could not be used.
  default void accepted(Policy policy) {}

  /// The directory changed and cannot be used; the policy before it stays in force.
  default void rejected(RejectedChange change) {}
}
