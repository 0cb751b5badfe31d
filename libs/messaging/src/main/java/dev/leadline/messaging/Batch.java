package dev.leadline.messaging;

import java.util.List;

/// Records of one partition, in offset order, none of them decided before.
///
/// @param records never empty
public record Batch(String topic, int partition, List<InboundRecord> records) {
  public Batch {
    records = List.copyOf(records);
  }
}
