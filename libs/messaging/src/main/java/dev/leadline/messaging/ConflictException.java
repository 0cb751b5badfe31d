package dev.leadline.messaging;

/// Another transaction got in between: roll back and decide again on what is there now.
public final class ConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConflictException(String message) {
    super(message);
  }
}
