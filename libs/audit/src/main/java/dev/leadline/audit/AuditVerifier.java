package dev.leadline.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Checks a chain, link by link: that every hash follows from its record and the hash before, that
/// the values beside the chain are those that were sealed, and that the chain agrees with every
/// head that was seen of it.
public final class AuditVerifier {

  /// What came of checking a chain.
  public sealed interface Verdict {
    /// Which chain was checked.
    String chain();

    /// Every link follows from the one before it.
    ///
    /// @param start the link before the first that is kept
    /// @param head how far the chain goes
    /// @param erased how many links had their values erased
    record Intact(ChainHead start, ChainHead head, long erased) implements Verdict {
      @Override
      public String chain() {
        return head.chain();
      }
    }

    /// The chain was tampered with.
    ///
    /// @param sequence the first bad link, or the first missing one
    /// @param problem what was found instead
    record Broken(String chain, long sequence, String problem) implements Verdict {}
  }

  private final AuditChain hashes = new AuditChain();
  private final ChainHead start;
  private final Map<Long, Set<String>> seen = new HashMap<>();

  /// @param start the link before the first that is kept, see [#genesis(String)]
  /// @param seen heads that the chain had, in any order; those of other chains do not count
  public AuditVerifier(ChainHead start, Collection<ChainHead> seen) {
    this.start = start;
    seen.stream()
        .filter(head -> head.chain().equals(start.chain()))
        .filter(head -> head.sequence() > 0)
        .forEach(head ->
            this.seen.computeIfAbsent(head.sequence(), _ -> new HashSet<>()).add(head.hash()));
  }

  /// What stands before the first link of a chain of that name.
  public static ChainHead genesis(String chain) {
    return new AuditChain().genesis(chain);
  }

  /// Checks a chain from its first link on, against nothing but itself.
  public static Verdict verify(String chain, Iterator<ChainLink> links) {
    return new AuditVerifier(genesis(chain), List.of()).verify(links);
  }

  /// The chains that were seen and are not there any more.
  public static List<Verdict> missing(Set<String> chains, Collection<ChainHead> seen) {
    Map<String, Long> furthest = new TreeMap<>();
    seen.stream()
        .filter(head -> !chains.contains(head.chain()))
        .forEach(head -> furthest.merge(head.chain(), head.sequence(), Math::max));
    return furthest.entrySet().stream()
        .<Verdict>map(gone ->
            new Verdict.Broken(
                gone.getKey(),
                1,
                "chain is not there and was seen to reach link %d".formatted(gone.getValue())))
        .toList();
  }

  /// Checks that the links are those that follow from the start, in order and without gaps, and
  /// that they reach every head that was seen. Heads from before the start are not looked at.
  public Verdict verify(Iterator<ChainLink> links) {
    ChainHead head = start;
    long erased = 0;
    Optional<String> problem = contradiction(start);
    if (problem.isPresent()) {
      return new Verdict.Broken(start.chain(), start.sequence(), problem.get());
    }
    try {
      while (links.hasNext()) {
        ChainLink found = links.next();
        problem = hashes.problem(head, found).or(() -> contradiction(found.head()));
        if (problem.isPresent()) {
          return broken(head, problem.get());
        }
        erased += found.isErased() ? 1 : 0;
        head = found.head();
      }
    } catch (UnreadableLinkException unreadable) {
      return broken(head, String.valueOf(unreadable.getMessage()));
    }
    return end(head, erased);
  }

  private Verdict end(ChainHead head, long erased) {
    long furthest = seen.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    return head.sequence() >= furthest
        ? new Verdict.Intact(start, head, erased)
        : broken(
            head,
            "chain ends at link %d and was seen to reach link %d"
                .formatted(head.sequence(), furthest));
  }

  /// The link behind the last that is good is the first bad one.
  private Verdict broken(ChainHead good, String problem) {
    return new Verdict.Broken(start.chain(), good.sequence() + 1, problem);
  }

  private Optional<String> contradiction(ChainHead head) {
    return seen.getOrDefault(head.sequence(), Set.of()).stream()
        .filter(hash -> !hash.equals(head.hash()))
        .findFirst()
        .map(hash -> "hash %s found where %s was seen before".formatted(head.hash(), hash));
  }
}
