package dev.leadline.events;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which promise a clock measures. There is one clock per (lead, target, visit).
///
/// @param id the clock's id, derived from lead, target and visit
/// @param target the SLA target of the policy
/// @param visit the visit to the stage that started it, from 1
/// @param segment the segment whose budget applies; null when the target's own does
/// @param budget the working time allowed
/// @param calendar the calendar that the time is counted in; `always` when every hour counts
/// @param owner who is to act; null when nobody owns the lead yet
public record Clock(
    UUID id,
    String target,
    int visit,
    @Nullable String segment,
    Duration budget,
    String calendar,
    @Nullable String owner) {}
