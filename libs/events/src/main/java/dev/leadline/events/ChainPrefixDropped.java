package dev.leadline.events;

/// The oldest links of a chain were dropped because they have been kept for as long as they are to
/// be.
///
/// @param chain its name, such as `routing:leadline.lifecycle.v1:3`
/// @param sequence the number of the last link that was dropped
/// @param hash of that link, from which the first that is kept follows; 64 hexadecimal digits
public record ChainPrefixDropped(String chain, long sequence, String hash) implements AuditEvent {
  @Override
  public String subject() {
    return chain + ":dropped";
  }
}
