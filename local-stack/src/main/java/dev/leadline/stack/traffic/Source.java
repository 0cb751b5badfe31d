package dev.leadline.stack.traffic;

/// A configured source as the running stack tells of it.
///
/// @param url where its deliveries go
/// @param secret what it signs or identifies itself with
public record Source(String id, String kind, String url, String secret) {}
