package dev.leadline.intake.attribution;

import org.jspecify.annotations.Nullable;

/// Where someone came from.
///
/// @param source of the taxonomy's closed list, or `unclassified`; null when not known
/// @param sourceEntered as it was before
/// @param channel GA4's default channel group
/// @param direct whether nothing but a visit to our own page is known, which never replaces
///   anything better
public record Origin(
    @Nullable String source,
    @Nullable String sourceEntered,
    @Nullable String medium,
    @Nullable String mediumEntered,
    @Nullable String campaign,
    @Nullable String campaignEntered,
    String channel,
    boolean direct) {}
