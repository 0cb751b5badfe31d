package dev.leadline.policy;

/// A part of the market, seen by later conditions as `segment.<id>`.
///
/// @param when may name fields and lists, not other segments
public record Segment(String id, Condition when) {}
