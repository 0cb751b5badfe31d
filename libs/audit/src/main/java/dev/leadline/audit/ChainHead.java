package dev.leadline.audit;

/// How far a chain goes. Kept elsewhere, it shows a tail that was cut off.
///
/// @param chain its name, such as `routing:leadline.intake.v1:3`
/// @param sequence the number of its links
/// @param hash of its last link, 64 hexadecimal digits
public record ChainHead(String chain, long sequence, String hash) {}
