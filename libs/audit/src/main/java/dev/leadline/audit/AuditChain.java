package dev.leadline.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  ///
  /// @param salt 32 hexadecimal digits that nobody can guess
  ChainLink link(ChainHead head, DecisionRecord record, String salt) {
    Seal seal = new Seal(sealed(record, salt), salt);
    return new ChainLink(head.chain(), head.sequence() + 1, record, seal, hash(head, record, seal));
  }

  /// What is wrong with a link behind that head; empty when it follows.
  Optional<String> problem(ChainHead head, ChainLink found) {
    if (!found.chain().equals(head.chain())) {
      return Optional.of(
          "link of chain '%s' found in chain '%s'".formatted(found.chain(), head.chain()));
    }
    if (found.sequence() != head.sequence() + 1) {
      return Optional.of(
          "link %d found where link %d was expected"
              .formatted(found.sequence(), head.sequence() + 1));
    }
    String expected = hash(head, found.record(), found.seal());
    return found.hash().equals(expected)
        ? problemOfValues(found)
        : Optional.of(
            "hash %s found where %s follows from decision %s and the link before"
                .formatted(found.hash(), expected, found.record().id()));
  }

  private Optional<String> problemOfValues(ChainLink found) {
    Seal seal = found.seal();
    if (seal == null) {
      return Optional.empty();
    }
    String salt = seal.salt();
    boolean fits =
        salt == null
            ? found.record().equals(found.record().withoutValues())
            : sealed(found.record(), salt).equals(seal.digest());
    return fits
        ? Optional.empty()
        : Optional.of(
            "the values of decision %s are not those that were sealed"
                .formatted(found.record().id()));
  }

  private String hash(ChainHead head, DecisionRecord record, @Nullable Seal seal) {
    if (seal == null) {
      encoding.putWhole(record);
    } else {
      encoding.putKept(record, seal.digest());
    }
    byte[] recordDigest = digest.digest();
    digest.update(Hex.bytes(head.hash()));
    return Hex.text(digest.digest(recordDigest));
  }

  private String sealed(DecisionRecord record, String salt) {
    encoding.putErasable(record, salt);
    return Hex.text(digest.digest());
  }
}
