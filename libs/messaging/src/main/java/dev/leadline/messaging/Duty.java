package dev.leadline.messaging;

/// What one replica of a service is enough for, such as counting whole tables for a gauge, is the
/// duty of the one whose relay publishes.
@FunctionalInterface
public interface Duty {

  /// Whether it is that of this replica. As long as nobody is known to have it, and where messaging
  /// is off, it is everybody's; so two replicas may have it for some seconds.
  boolean isMine();
}
