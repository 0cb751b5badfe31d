package dev.leadline.audit;

import dev.leadline.events.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Feeds a record to a digest in the one form that it has: a version byte, then every component in
/// the order of the record.
///
/// Text is its length in bytes (4 bytes, big-endian) and its UTF-8; what is absent has length -1
/// and nothing else; an id is 16 bytes; a time is 8 bytes of epoch seconds and 4 of nanoseconds; a
/// list is its size (4 bytes) and its members. No two different records have the same form.
final class CanonicalEncoding {
  private static final byte VERSION = 1;

  private final MessageDigest digest;
  private final byte[] word = new byte[Long.BYTES];

  CanonicalEncoding(MessageDigest digest) {
    this.digest = digest;
  }

  void put(DecisionRecord record) {
    digest.update(VERSION);
    put(record.id());
    put(record.lead().value());
    put(record.kind());
    put(record.happenedAt());
    put(record.recordedAt());
    put(record.policyVersion());
    put(record.causation() == null ? null : record.causation().toString());
    put(record.correlation());
    put(record.actor().kind().name());
    put(record.actor().name());
    put(record.outcome());
    put(record.reasons().size());
    for (Reason reason : record.reasons()) {
      put(reason.rule());
      put(reason.verdict().name());
      put(reason.detail());
    }
    put(record.inputDigest());
  }

  private void put(UUID id) {
    put(id.getMostSignificantBits());
    put(id.getLeastSignificantBits());
  }

  private void put(Instant time) {
    put(time.getEpochSecond());
    put(time.getNano());
  }

  private void put(@Nullable String text) {
    if (text == null) {
      put(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    put(bytes.length);
    digest.update(bytes);
  }

  private void put(int value) {
    bigEndian(value, Integer.BYTES);
  }

  private void put(long value) {
    bigEndian(value, Long.BYTES);
  }

  private void bigEndian(long value, int length) {
    long rest = value;
    for (int i = length - 1; i >= 0; i--) {
      word[i] = (byte) rest;
      rest >>>= Byte.SIZE;
    }
    digest.update(word, 0, length);
  }
}
