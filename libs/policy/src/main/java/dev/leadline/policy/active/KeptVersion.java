package dev.leadline.policy.active;

import java.time.Instant;

/// A policy version that was in force.
public record KeptVersion(String version, Instant firstUsedAt) {}
