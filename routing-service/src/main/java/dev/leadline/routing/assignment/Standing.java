package dev.leadline.routing.assignment;

import dev.leadline.events.LeadId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  /// @param until when the lead is to be routed; null when never
  record Suppressed(String rule, @Nullable Instant until) implements Standing {}

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

  /// When something is to be done about it though nobody asks: the offer ends, the wait is looked
  /// at again, or the suppression ends. Empty when nothing is.
  default Optional<Instant> due() {
    return switch (this) {
      case Offered offered -> Optional.of(offered.acceptBy());
      case Held held -> Optional.of(held.recheckAt());
      case Suppressed suppressed -> Optional.ofNullable(suppressed.until());
      case Unrouted _, Assigned _, Queued _, Failed _, Closed _, Merged _, Erased _ ->
          Optional.empty();
    };
  }

  /// Whether there is nothing left to do about the lead.
  default boolean isOver() {
    return ended() || this instanceof Closed;
  }

  /// Whether the lead is never routed again.
  default boolean ended() {
    return this instanceof Merged || this instanceof Erased;
  }
}
