package dev.leadline.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One transaction in which a service took something into its state. Turns stand in the order in
/// which they were committed, so of two that met the one that was first; the recorded time is the
/// instant that the transaction decided by.
///
/// @param service whose it was, such as `scoring`
/// @param heard what it took of topics; empty for a timer and a request
/// @param looked what was looked at because time passed; null when nothing was
/// @param asked the request of a person, or the change of the roster, that was followed; null when
///   none was
public record TurnTaken(
    String service, List<Heard> heard, @Nullable Looked looked, @Nullable UUID asked)
    implements TurnEvent {

  public TurnTaken {
    heard = List.copyOf(heard);
  }

  @Override
  public String subject() {
    return service;
  }

  /// Records of a partition that follow each other, repeats left out.
  ///
  /// @param from the offset of the first
  /// @param next the offset after the last
  /// @param buried whether they could not be decided and went to the dead letters
  public record Heard(String topic, int partition, long from, long next, boolean buried) {}

  /// Leads that were due.
  ///
  /// @param until up to when it was looked
  /// @param leads in the order in which they were decided
  public record Looked(Instant until, List<LeadId> leads) {
    public Looked {
      leads = List.copyOf(leads);
    }
  }
}
