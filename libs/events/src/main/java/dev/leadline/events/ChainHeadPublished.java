package dev.leadline.events;

/// How far a chain of decision records went: a tail that is cut off later shows, and so does a
/// chain that is written anew.
///
/// @param chain its name, such as `routing:leadline.lifecycle.v1:3`
/// @param sequence the number of its last link
/// @param hash of its last link, 64 hexadecimal digits
public record ChainHeadPublished(String chain, long sequence, String hash) implements AuditEvent {
  @Override
  public String subject() {
    return chain;
  }
}
