package dev.leadline.audit;

import dev.leadline.events.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Feeds a record to a digest in a form that no other record has: a byte that tells the forms
/// apart, then the components in the order of the record.
///
/// - Form 1 is all of the record.
/// - Form 2 is what stays of it when its lead is forgotten: all but the details of the reasons and
///   the input digest, in place of which stands their seal.
/// - Form `E` is what is erased then: the salt, the details in order, the input digest.
///
/// Text is its length in bytes (4 bytes, big-endian) and its UTF-8; what is absent has length -1
/// and nothing else; an id is 16 bytes; a time is 8 bytes of epoch seconds and 4 of nanoseconds; a
/// list is its size (4 bytes) and its members. No two different records have the same form.
final class CanonicalEncoding {
  private static final byte WHOLE = 1;
  private static final byte KEPT = 2;
  private static final byte ERASABLE = 'E';

  private final MessageDigest digest;
  private final byte[] word = new byte[Long.BYTES];

  CanonicalEncoding(MessageDigest digest) {
    this.digest = digest;
  }

  void putWhole(DecisionRecord record) {
    digest.update(WHOLE);
    putDecision(record);
    put(record.reasons().size());
    for (Reason reason : record.reasons()) {
      put(reason.rule());
      put(reason.verdict().name());
      put(reason.detail());
    }
    put(record.inputDigest());
  }

  /// @param seal the digest of the rest
  void putKept(DecisionRecord record, String seal) {
    digest.update(KEPT);
    putDecision(record);
    put(record.reasons().size());
    for (Reason reason : record.reasons()) {
      put(reason.rule());
      put(reason.verdict().name());
    }
    put(seal);
  }

  void putErasable(DecisionRecord record, String salt) {
    digest.update(ERASABLE);
    put(salt);
    put(record.reasons().size());
    for (Reason reason : record.reasons()) {
      put(reason.detail());
    }
    put(record.inputDigest());
  }

  private void putDecision(DecisionRecord record) {
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
