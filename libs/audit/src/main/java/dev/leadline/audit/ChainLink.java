package dev.leadline.audit;

/// A record at its place in a chain.
///
/// @param sequence from 1, without gaps
/// @param hash of this link, 64 hexadecimal digits
public record ChainLink(String chain, long sequence, DecisionRecord record, String hash) {

  /// The head of a chain that ends here.
  public ChainHead head() {
    return new ChainHead(chain, sequence, hash);
  }
}
