package dev.leadline.events;

/// One consideration of a decision, for or against.
///
/// @param rule the id of the policy rule, guard or check that was considered
/// @param verdict what came of it
/// @param detail in words: the values that decided, or the names of the missing fields; empty when
///   there is nothing to add
public record Reason(String rule, Verdict verdict, String detail) {

  /// What came of considering a rule; UNKNOWN means that a field it needs is missing, so it did not
  /// match.
  public enum Verdict {
    MATCHED,
    NOT_MATCHED,
    UNKNOWN
  }

  public static Reason matched(String rule, String detail) {
    return new Reason(rule, Verdict.MATCHED, detail);
  }

  public static Reason notMatched(String rule, String detail) {
    return new Reason(rule, Verdict.NOT_MATCHED, detail);
  }

  public static Reason unknown(String rule, String detail) {
    return new Reason(rule, Verdict.UNKNOWN, detail);
  }
}
