package dev.leadline.routing.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change of the roster that was made.
///
/// @param by who made it
/// @param what such as `defined`, `paused` or `removed`
/// @param before null when there was nothing but the policy
/// @param after null when there is nothing but the policy
public record Past<T>(
    UUID id, Instant at, String by, String what, @Nullable T before, @Nullable T after) {}
