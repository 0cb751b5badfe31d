package dev.leadline.routing.assignment;

import dev.leadline.events.LeadId;
import java.time.Instant;
import java.util.Locale;

/// How it stands with a lead.
public sealed interface Standing {

  /// Nobody asked for an owner yet.
  record Unrouted() implements Standing {}

  /// The owner is to answer.
  record Offered(Instant acceptBy) implements Standing {}

  /// @param accepted whether the owner said so; an owner who was not asked to may still say it
  record Assigned(boolean accepted) implements Standing {}

  /// Waits for a member of a pool.
  ///
  /// @param recheckAt when somebody may be there
  /// @param until when waiting ends and the lead goes where the pool says
  record Held(String pool, Instant recheckAt, Instant until) implements Standing {}

  /// Waits for a person to pick it.
  record Queued(String queue) implements Standing {}

  /// @param rule the suppression rule
  record Suppressed(String rule) implements Standing {}

  /// Ought to have an owner and has none.
  record Failed() implements Standing {}

  /// No work for anybody now: the lead left the stages in which an owner works on it.
  record Closed() implements Standing {}

  /// Goes on as another lead.
  record Merged(LeadId survivor) implements Standing {}

  /// The person is forgotten; nothing of them is kept, and nothing is to be routed again.
  record Erased() implements Standing {}

  /// The name as people and the API read it, such as `offered`.
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// Whether somebody owns the lead and works on it.
  default boolean owned() {
    return this instanceof Offered || this instanceof Assigned;
  }

  /// Whether the lead is never routed again.
  default boolean ended() {
    return this instanceof Merged || this instanceof Erased;
  }
}
