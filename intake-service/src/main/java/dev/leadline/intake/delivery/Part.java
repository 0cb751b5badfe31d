package dev.leadline.intake.delivery;

/// One event split out of a delivery.
///
/// @param key the sender's own id of what it is about where that can be read, so that one person's
///   events stay in order; else the idempotency key
/// @param idempotencyKey the same for a repeat, other for anything else of that source
/// @param contentType what `value` is
/// @param value as in [InboxEntry]
@SuppressWarnings("ArrayRecordComponent") // The bytes are handed on, never compared or changed.
public record Part(String key, String idempotencyKey, String contentType, byte[] value) {}
