package dev.leadline.messaging.inbound;

import java.util.List;
import java.util.stream.Collectors;

/// The stored position of a partition is not where this consumer left it: it belongs to another
/// now.
final class PartitionLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PartitionLostException(List<Portion> portions) {
    super(
        portions.stream()
            .map(Portion::partition)
            .map(partition -> "'%s' from %d".formatted(partition.id(), partition.position()))
            .collect(
                Collectors.joining(
                    ", ", "Position to be moved is not where it was left: partition ", "")));
  }
}
