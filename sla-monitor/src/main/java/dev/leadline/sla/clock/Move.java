package dev.leadline.sla.clock;

import dev.leadline.events.DerivedIds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened to a lead and may move its clocks. Times are kept to the microsecond, as
/// the database does.
///
/// @param event the id of the event that told of it
/// @param type the event's type in kebab case, such as `lead-assigned`
/// @param at when it happened
/// @param recorded when that was written down
/// @param offset where its topic holds it; orders what one service said at one instant
public record Move(UUID event, String type, Instant at, Instant recorded, long offset, What what) {

  public Move {
    at = at.truncatedTo(ChronoUnit.MICROS);
    recorded = recorded.truncatedTo(ChronoUnit.MICROS);
  }

  /// The same move at another instant.
  Move takenAt(Instant effective) {
    return effective.equals(at) ? this : new Move(event, type, effective, recorded, offset, what);
  }

  /// The same move as mere context: a clock that it started is not found by it any more.
  Move settled() {
    return new Move(DerivedIds.derive(event, "settled", 0), type, at, recorded, offset, what);
  }

  /// What sort of thing happened.
  public sealed interface What {}

  /// The lead entered a stage.
  public record Stage(String stage, int visit) implements What {}

  /// The lead got an owner, or lost the one it had.
  ///
  /// @param owner null when nobody owns the lead now
  /// @param calendar the owner's working hours; null means always
  /// @param pool the pool that gave the owner, or that is waited for; null when none
  public record Owner(@Nullable String owner, @Nullable String calendar, @Nullable String pool)
      implements What {
    static final Owner NOBODY = new Owner(null, null, null);
  }

  /// The lead did something, or a person did something with it.
  public record Activity(String activity) implements What {}

  /// The lead goes no further under its id.
  public record End(String cause) implements What {}

  /// Nothing beyond the event's type.
  public record Other() implements What {}
}
