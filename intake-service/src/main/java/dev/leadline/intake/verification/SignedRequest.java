package dev.leadline.intake.verification;

import dev.leadline.intake.delivery.RequestHeaders;

/// What a signature may cover.
///
/// @param method in upper case
/// @param url as the sender was told to call it, with the query of this request
/// @param body the raw bytes, before anything was read from them
@SuppressWarnings("ArrayRecordComponent") // The bytes are handed on, never compared or changed.
public record SignedRequest(String method, String url, RequestHeaders headers, byte[] body) {}
