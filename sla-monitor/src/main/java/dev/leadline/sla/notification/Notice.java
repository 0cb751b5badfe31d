package dev.leadline.sla.notification;

import dev.leadline.events.LeadId;
import dev.leadline.policy.SlaPolicy.Repeat;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that somebody is to be told by a channel. Holds no personal data of the lead.
///
/// @param id derived from the event that asks for it, so that it exists once
/// @param channel by name
/// @param recipient the id of a rep, or the channel's name when it is for whoever reads there
/// @param act whether something began or is over
/// @param key by which a receiver knows what it was told before
/// @param at when the rung was reached
/// @param notBefore when it may be sent
/// @param repeat null when it is said once
/// @param undeliverable why it cannot be sent at all; null when it can
public record Notice(
    UUID id,
    String channel,
    String recipient,
    Act act,
    Severity severity,
    String key,
    LeadId lead,
    UUID clock,
    String target,
    String rung,
    String summary,
    Instant at,
    Instant notBefore,
    @Nullable Repeat repeat,
    @Nullable String undeliverable) {

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
}
