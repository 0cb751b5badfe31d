package dev.leadline.messaging.inbound;

import dev.leadline.messaging.InboundRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The next records of a partition that are decided together.
///
/// @param records in offset order, never empty
record Portion(AssignedPartition partition, List<InboundRecord> records) {

  /// What waits in partitions, the partition that has waited longest first.
  ///
  /// @param partitions each with something pending
  /// @param most records in all
  static List<Portion> of(List<AssignedPartition> partitions, int most) {
    List<Portion> portions = new ArrayList<>();
    int left = most;
    for (AssignedPartition partition : inOrder(partitions)) {
      if (left > 0) {
        List<InboundRecord> records = partition.next(left);
        portions.add(new Portion(partition, records));
        left -= records.size();
      }
    }
    return portions;
  }

  private static List<AssignedPartition> inOrder(List<AssignedPartition> partitions) {
    return partitions.stream()
        .sorted(Comparator.comparing(partition -> partition.pending().getFirst().timestamp()))
        .toList();
  }

  /// The offset to go on from.
  long next() {
    return records.getLast().offset() + 1;
  }

  /// Those that have not been decided before.
  List<InboundRecord> fresh() {
    return partition.withoutRepeats(records);
  }

  void decided() {
    partition.decided(records);
  }
}
