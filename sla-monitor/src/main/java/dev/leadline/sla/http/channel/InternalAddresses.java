package dev.leadline.sla.http.channel;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Addresses that a message to the outside may not go to: those that IANA keeps for a host itself,
/// a link, a private network, the network of a carrier, or many receivers at once (RFC 6890).
final class InternalAddresses {
  private InternalAddresses() {}

  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet4Address ? internal4(bytes) : internal6(bytes));
  }

  private static boolean internal4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return first == 0
        || (first == 100 && second >= 64 && second < 128)
        || (first == 192 && second == 0 && (bytes[2] & 0xff) == 0)
        || (first == 198 && (second == 18 || second == 19))
        || first >= 240;
  }

  /// Unique local addresses, and those that carry an IPv4 address to be translated.
  private static boolean internal6(byte[] bytes) {
    boolean translated =
        bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
    return (bytes[0] & 0xfe) == 0xfc || translated;
  }
}
