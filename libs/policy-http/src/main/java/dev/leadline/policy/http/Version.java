package dev.leadline.policy.http;

import java.time.Instant;
import java.util.Map;

/// A policy that the service decided by.
///
/// @param active whether it is in force
/// @param files the text of each file by its name
public record Version(
    String version, boolean active, Instant firstUsedAt, Map<String, String> files) {}
