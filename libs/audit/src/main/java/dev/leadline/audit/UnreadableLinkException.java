package dev.leadline.audit;

/// A row of the table `decision` is no link: someone wrote what no service writes.
final class UnreadableLinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableLinkException(String chain, long sequence, Exception cause) {
    super("link %d of chain '%s' cannot be read".formatted(sequence, chain), cause);
  }
}
