package dev.leadline.sla.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The eras in the order in which they began. The first holds for all the time before it too.
///
/// Time that was counted stays counted: a clock that runs from one era into the next keeps the time
/// used in the first, and counts on as the next says.
///
/// @param all at least one
public record Eras(List<Era> all) {

  public Eras {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("No era");
    }
  }

  /// These and a newer one.
  ///
  /// A calendar that the newer era did not change is the same as before, so that nothing is cut at
  /// its beginning.
  public Eras and(Era newer) {
    List<Era> more = new ArrayList<>(all);
    more.add(newer.withCalendarsOf(newest()));
    return new Eras(more);
  }

  public Era newest() {
    return all.getLast();
  }

  /// The era in which an instant lies.
  Era at(Instant instant) {
    return all.reversed().stream()
        .filter(era -> !era.since().isAfter(instant))
        .findFirst()
        .orElse(all.getFirst());
  }

  /// The eras that began after an instant.
  List<Era> after(Instant instant) {
    return all.stream().skip(1).filter(era -> era.since().isAfter(instant)).toList();
  }

  /// What was last said of a target; empty for one that no era knows.
  Optional<Rule> latestRule(String target) {
    return all.reversed().stream()
        .flatMap(era -> Optional.ofNullable(era.rules().get(target)).stream())
        .findFirst();
  }
}
