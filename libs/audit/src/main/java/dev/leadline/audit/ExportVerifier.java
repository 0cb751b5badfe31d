package dev.leadline.audit;

import dev.leadline.audit.AuditVerifier.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks an export line by line, with nothing at hand but the file and maybe heads that were kept
/// elsewhere.
public final class ExportVerifier {
  private final Iterator<String> lines;
  private final Collection<ChainHead> seen;
  private final List<Verdict> verdicts = new ArrayList<>();
  private long number;
  private @Nullable ExportLine next;
  private @Nullable String unreadable;

  private ExportVerifier(Iterator<String> lines, Collection<ChainHead> seen) {
    this.lines = lines;
    this.seen = seen;
  }

  /// A verdict for each chain of the export, in its order, and for each that was seen and is not in
  /// it. A chain ends with the first line that cannot be read; the next one begins with its own
  /// first line.
  ///
  /// @param seen heads that were kept elsewhere
  public static List<Verdict> verify(Iterator<String> lines, Collection<ChainHead> seen) {
    ExportVerifier verifier = new ExportVerifier(lines, seen);
    verifier.verify();
    return List.copyOf(verifier.verdicts);
  }

  private void verify() {
    Set<String> chains = new HashSet<>();
    advance();
    while (next != null || unreadable != null) {
      if (next instanceof ExportLine.Beginning beginning) {
        advance();
        chains.add(beginning.head().chain());
        verdicts.add(verify(beginning));
      } else {
        verdicts.add(stray());
      }
      skipToBeginning();
    }
    verdicts.addAll(AuditVerifier.missing(chains, seen));
  }

  private Verdict verify(ExportLine.Beginning beginning) {
    List<ChainHead> heads = new ArrayList<>(seen);
    heads.add(beginning.head());
    Links links = new Links(beginning.start().sequence());
    Verdict verdict = new AuditVerifier(startOf(beginning), heads).verify(links);
    return unreadable != null
            && verdict instanceof Verdict.Broken broken
            && broken.sequence() > links.last
        ? new Verdict.Broken(broken.chain(), links.last + 1, unreadable)
        : verdict;
  }

  /// A chain that says that it begins with its first link has to begin as its name says.
  private static ChainHead startOf(ExportLine.Beginning beginning) {
    return beginning.start().sequence() == 0
        ? AuditVerifier.genesis(beginning.head().chain())
        : beginning.start();
  }

  private Verdict stray() {
    return next instanceof ExportLine.Link(ChainLink link)
        ? new Verdict.Broken(
            link.chain(), link.sequence(), "line %d follows no beginning".formatted(number))
        : new Verdict.Broken("unknown", 0, String.valueOf(unreadable));
  }

  private void skipToBeginning() {
    while (unreadable != null || next instanceof ExportLine.Link) {
      advance();
    }
  }

  private void advance() {
    next = null;
    unreadable = null;
    if (lines.hasNext()) {
      number++;
      try {
        next = ExportLine.parse(lines.next());
      } catch (IllegalArgumentException notALine) {
        unreadable = "line %d cannot be read: %s".formatted(number, notALine.getMessage());
      }
    }
  }

  /// The links up to whatever comes next.
  private final class Links implements Iterator<ChainLink> {
    private long last;

    Links(long start) {
      last = start;
    }

    @Override
    public boolean hasNext() {
      return next instanceof ExportLine.Link;
    }

    @Override
    public ChainLink next() {
      if (!(next instanceof ExportLine.Link(ChainLink link))) {
        throw new NoSuchElementException();
      }
      last++;
      advance();
      return link;
    }
  }
}
