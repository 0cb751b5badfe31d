package dev.leadline.sla.notification;

import dev.leadline.events.ExceptionReason;
import dev.leadline.events.LeadId;
import dev.leadline.policy.SlaPolicy.Repeat;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that somebody is to be told by a channel. Holds no personal data of the lead.
///
/// @param id derived from what asks for it, so that it exists once
/// @param channel by name
/// @param recipient the id of a rep, or the name of the channel or team when it is for whoever
///   reads there
/// @param act whether something began or is over
/// @param key by which a receiver knows what it was told before
/// @param at when that was reached which it tells of
/// @param notBefore when it may be sent
/// @param repeat null when it is said once
/// @param obstacle why it is not sent at all; null when it is
public record Notice(
    UUID id,
    String channel,
    String recipient,
    Act act,
    Severity severity,
    String key,
    Subject subject,
    String summary,
    Instant at,
    Instant notBefore,
    @Nullable Repeat repeat,
    @Nullable Obstacle obstacle) {

  public enum Act {
    /// Something is asked for.
    TRIGGER,
    /// Somebody sees to it.
    ACKNOWLEDGE,
    /// It needs nobody any more.
    RESOLVE
  }

  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  /// What it is about.
  public sealed interface Subject {

    /// A rung of a clock's ladder.
    record OfClock(LeadId lead, UUID clock, String target, String rung) implements Subject {}

    /// Exceptions of one reason and service that nobody has resolved in time.
    record OfExceptions(ExceptionReason reason, String service) implements Subject {}
  }

  /// Why nothing can be sent.
  public sealed interface Obstacle {
    String why();

    /// The person who is to be told does not exist, or not yet. Nothing has failed.
    record Nobody(String why) implements Obstacle {}

    /// The policy names no way to tell them.
    record NoChannel(String why) implements Obstacle {}
  }
}
