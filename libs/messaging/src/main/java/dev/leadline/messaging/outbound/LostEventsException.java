package dev.leadline.messaging.outbound;

/// Events that were committed can no longer be published, because the server has dropped the
/// write-ahead log that held them. The message says what to do.
public final class LostEventsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostEventsException(String message) {
    super(message);
  }
}
