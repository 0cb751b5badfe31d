package dev.leadline.messaging.outbound;

/// A transaction wants to publish more than a relay may hold unconfirmed.
public final class OutboxFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutboxFullException(String message) {
    super(message);
  }
}
