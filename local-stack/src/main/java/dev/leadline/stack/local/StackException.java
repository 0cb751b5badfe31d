package dev.leadline.stack.local;

/// Something that the person at the keyboard has to know and can mend; the message says what was
/// found and what to do.
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StackException(String message) {
    super(message);
  }

  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
