package dev.leadline.simulator.history;

import java.time.Instant;
import java.util.List;

/// From where on the turns of a service are in a recording.
///
/// @param since the instant of the first; what was recorded later and no turn tells of, nobody had
///   heard yet
/// @param looks whether they tell of timers
/// @param heard the first record that they tell of, of each partition
public record Told(Service service, Instant since, boolean looks, List<Place> heard) {
  public Told {
    heard = List.copyOf(heard);
  }
}
