package dev.leadline.audit;

import org.jspecify.annotations.Nullable;

/// What enters the chain for the part of a record that can be erased: the values that decided and
/// the fingerprint of the input. The salt keeps anyone from finding out erased values by trying.
///
/// @param digest salted, 64 hexadecimal digits; stays when the values are erased
/// @param salt 32 hexadecimal digits; null once the values are erased
public record Seal(String digest, @Nullable String salt) {

  /// What is left when the values are erased.
  public Seal erased() {
    return new Seal(digest, null);
  }
}
