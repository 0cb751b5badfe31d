package dev.leadline.audit;

import java.util.Iterator;

/// Checks a chain, link by link.
public final class AuditVerifier {

  /// What came of checking a chain.
  public sealed interface Verdict {

    /// Every link follows from the one before it.
    ///
    /// @param head how far the chain goes
    record Intact(ChainHead head) implements Verdict {}

    /// The chain was tampered with.
    ///
    /// @param sequence the first bad link, or the first missing one
    /// @param problem what was found instead
    record Broken(String chain, long sequence, String problem) implements Verdict {}
  }

  private AuditVerifier() {}

  /// Checks that the links are those of that chain, from its first on, in order and without gaps,
  /// and that each hash follows from its record and the hash before.
  public static Verdict verify(String chain, Iterator<ChainLink> links) {
    AuditChain hashes = new AuditChain();
    ChainHead head = hashes.genesis(chain);
    while (links.hasNext()) {
      ChainLink found = links.next();
      ChainLink expected = hashes.link(head, found.record());
      if (!found.equals(expected)) {
        return new Verdict.Broken(chain, head.sequence() + 1, difference(expected, found));
      }
      head = found.head();
    }
    return new Verdict.Intact(head);
  }

  /// Checks the same, and that the chain reaches at least as far as a head that was seen before, by
  /// which a tail that was cut off shows.
  public static Verdict verify(ChainHead seen, Iterator<ChainLink> links) {
    Witness witness = new Witness(seen, links);
    Verdict verdict = verify(seen.chain(), witness);
    return verdict instanceof Verdict.Intact(ChainHead head) ? witness.judge(head) : verdict;
  }

  private static String difference(ChainLink expected, ChainLink found) {
    if (!found.chain().equals(expected.chain())) {
      return "link of chain '%s' found in chain '%s'".formatted(found.chain(), expected.chain());
    }
    if (found.sequence() != expected.sequence()) {
      return "link %d found where link %d was expected"
          .formatted(found.sequence(), expected.sequence());
    }
    return "hash %s found where %s follows from decision %s and the link before"
        .formatted(found.hash(), expected.hash(), found.record().id());
  }

  /// Lets links pass and remembers the hash at the place of the head that was seen.
  private static final class Witness implements Iterator<ChainLink> {
    private final ChainHead seen;
    private final Iterator<ChainLink> links;
    private String hashThere = "";

    Witness(ChainHead seen, Iterator<ChainLink> links) {
      this.seen = seen;
      this.links = links;
    }

    @Override
    public boolean hasNext() {
      return links.hasNext();
    }

    @Override
    public ChainLink next() {
      ChainLink link = links.next();
      if (link.sequence() == seen.sequence()) {
        hashThere = link.hash();
      }
      return link;
    }

    Verdict judge(ChainHead head) {
      if (head.sequence() < seen.sequence()) {
        return new Verdict.Broken(
            seen.chain(),
            head.sequence() + 1,
            "chain ends at link %d and was seen to reach link %d"
                .formatted(head.sequence(), seen.sequence()));
      }
      if (seen.sequence() > 0 && !hashThere.equals(seen.hash())) {
        return new Verdict.Broken(
            seen.chain(),
            seen.sequence(),
            "hash %s found where %s was seen before".formatted(hashThere, seen.hash()));
      }
      return new Verdict.Intact(head);
    }
  }
}
