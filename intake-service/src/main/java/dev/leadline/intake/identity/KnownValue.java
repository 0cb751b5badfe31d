package dev.leadline.intake.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of one field of a lead.
///
/// @param value as events carry it
/// @param at when the source says it became so
/// @param entered what the source wrote, where that is not `value`
/// @param derived whether it was worked out from something else, so that anything said outright is
///   better
public record KnownValue(Object value, Instant at, @Nullable String entered, boolean derived) {

  public static KnownValue said(Object value, Instant at) {
    return new KnownValue(value, at, null, false);
  }

  /// Whether `news` takes this one's place: said goes before derived, then the newer, then the one
  /// that arrived later.
  boolean yieldsTo(KnownValue news) {
    return derived == news.derived ? !news.at.isBefore(at) : derived;
  }
}
