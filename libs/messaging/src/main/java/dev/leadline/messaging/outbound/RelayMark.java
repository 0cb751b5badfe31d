package dev.leadline.messaging.outbound;

/// The header by which a relay marks its records: slot, colon, epoch.
public final class RelayMark {
  public static final String HEADER = "leadline_relay";

  private RelayMark() {}

  static String of(String slot, long epoch) {
    return slot + ":" + epoch;
  }
}
