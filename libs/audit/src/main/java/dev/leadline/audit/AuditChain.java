package dev.leadline.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Computes the links of chains: the hash of a link is SHA-256 over the hash before it and the
/// digest of its record; before the first link stands the digest of the chain's name, so that no
/// chain passes for another.
///
/// Reuses one digest, so each thread needs its own.
final class AuditChain {
  private static final String GENESIS = "leadline audit chain 1 ";

  private final MessageDigest digest = Sha256.create();
  private final CanonicalEncoding encoding = new CanonicalEncoding(digest);

  /// The head of a chain that has no link yet.
  ChainHead genesis(String chain) {
    byte[] hash = digest.digest((GENESIS + chain).getBytes(StandardCharsets.UTF_8));
    return new ChainHead(chain, 0, Hex.text(hash));
  }

  /// The link that the record becomes behind that head.
  ChainLink link(ChainHead head, DecisionRecord record) {
    encoding.put(record);
    byte[] recordDigest = digest.digest();
    digest.update(Hex.bytes(head.hash()));
    byte[] hash = digest.digest(recordDigest);
    return new ChainLink(head.chain(), head.sequence() + 1, record, Hex.text(hash));
  }
}
