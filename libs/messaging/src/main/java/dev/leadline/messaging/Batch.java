package dev.leadline.messaging;

import java.util.List;

/// Records that are decided together, none of them decided before: those of one partition after
/// those of another, each in offset order.
///
/// @param topic of the first partition whose position moves
/// @param partition its number; no other batch moves its position at the same time
/// @param records never empty
public record Batch(String topic, int partition, List<InboundRecord> records) {
  public Batch {
    records = List.copyOf(records);
  }
}
