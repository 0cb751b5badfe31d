package dev.leadline.lifecycle.stage;

import dev.leadline.events.Reason;
import java.util.List;
import java.util.Set;

/// What came of asking for a stage.
public sealed interface Answer {

  record Moved(Move move) implements Answer {}

  /// The lead was there; nothing changed.
  record AlreadyThere() implements Answer {}

  /// The move is legal once one of the reasons is given.
  ///
  /// @param refusal in words
  record ReasonNeeded(String refusal, Set<String> reasons) implements Answer {}

  /// The move is not allowed; nothing changed.
  ///
  /// @param refusal in words
  /// @param because the transitions that were considered, in order
  /// @param isOutdated whether something newer that was asked for stands against it, rather than
  ///   the policy
  record Refused(String refusal, List<Reason> because, boolean isOutdated) implements Answer {
    public Refused {
      because = List.copyOf(because);
    }

    /// The policy does not allow it.
    public Refused(String refusal, List<Reason> because) {
      this(refusal, because, false);
    }
  }
}
