package dev.leadline.audit;

import org.jspecify.annotations.Nullable;

/// A record at its place in a chain.
///
/// @param sequence from 1, without gaps
/// @param seal of the part of the record that can be erased; null for a link of the first form,
///   whose record is chained as a whole
/// @param hash of this link, 64 hexadecimal digits
public record ChainLink(
    String chain, long sequence, DecisionRecord record, @Nullable Seal seal, String hash) {

  /// The head of a chain that ends here.
  public ChainHead head() {
    return new ChainHead(chain, sequence, hash);
  }

  /// Whether the values of the record were erased.
  public boolean isErased() {
    return seal != null && seal.salt() == null;
  }
}
