package dev.leadline.routing.http;

import dev.leadline.policy.RoutingPolicy.Leave;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Time away, half-open, on the wall clock of the rep's calendar.
public record LeaveBody(@Nullable LocalDateTime from, @Nullable LocalDateTime until) {

  static LeaveBody of(Leave leave) {
    return new LeaveBody(leave.from(), leave.until());
  }

  void check(List<String> wrong) {
    if (from == null || until == null) {
      wrong.add("leave has no from or no until");
    } else if (!until.isAfter(from)) {
      wrong.add("leave until " + until + " ends before it begins at " + from);
    }
  }

  Leave leave() {
    return new Leave(Objects.requireNonNull(from), Objects.requireNonNull(until));
  }
}
