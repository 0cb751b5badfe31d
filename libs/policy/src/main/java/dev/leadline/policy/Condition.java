package dev.leadline.policy;

import dev.leadline.events.Reason;
import java.util.SortedSet;

/// A compiled condition of the policy.
public interface Condition {

  /// The condition as it was written.
  String source();

  /// The variables it names, such as `lead.country`.
  SortedSet<String> variables();

  /// Whether the facts satisfy it. Never throws: a fact that is needed and missing makes it
  /// unknown, which is no match.
  Match test(Facts facts);

  /// The same as a reason of a decision: the verdict for `rule` with the values that decided, or
  /// the missing names.
  Reason explain(String rule, Facts facts);

  /// What came of a condition.
  sealed interface Match {
    /// Whether the rule applies.
    default boolean matched() {
      return this instanceof Matched;
    }

    record Matched() implements Match {}

    record NotMatched() implements Match {}

    /// A fact was needed that is not known.
    ///
    /// @param missing the variables' names, such as `lead.country`; or what went wrong in
    ///   evaluation
    record Unknown(SortedSet<String> missing) implements Match {}
  }
}
