package dev.leadline.routing.explanation;

import dev.leadline.events.Candidate.SkipReason;
import dev.leadline.events.Reason;
import dev.leadline.routing.assignment.PoolAsked.Contender;
import org.jspecify.annotations.Nullable;

/// How reasons are said to people.
final class Words {
  private static final String SUPPRESS = "suppress:";
  private static final String KEEP = "keep-owner:";

  private Words() {}

  /// Why a member was passed over.
  static String skipped(SkipReason reason, @Nullable String cap) {
    return switch (reason) {
      case INACTIVE -> "is not active";
      case ON_LEAVE -> "is on leave";
      case PAUSED -> "is paused";
      case OUTSIDE_HOURS -> "is outside working hours";
      case CAPPED -> cap == null ? "has reached a cap" : "has " + cap;
      case MISSING_SKILL -> "lacks a skill or language that is asked for";
      case DECLINED_ALREADY -> "declined this lead already";
      case TOO_SLOW -> "had this lead and did not act in time";
      case TAKEN_AWAY -> "had this lead until a person moved it";
    };
  }

  static String skipped(Contender member) {
    SkipReason reason = member.skipped();
    return member.rep() + " " + (reason == null ? "was available" : skipped(reason, member.cap()));
  }

  /// One thing considered, such as `Rule 'dach' did not match: country="US"`.
  static String considered(Reason reason) {
    String verdict =
        switch (reason.verdict()) {
          case MATCHED -> " matched";
          case NOT_MATCHED -> " did not match";
          case UNKNOWN -> " could not be decided";
        };
    return subject(reason.rule())
        + verdict
        + (reason.detail().isEmpty() ? "" : ": " + reason.detail());
  }

  private static String subject(String rule) {
    if (rule.startsWith(SUPPRESS)) {
      return "Suppression '" + rule.substring(SUPPRESS.length()) + "'";
    }
    return rule.startsWith(KEEP)
        ? "Keeping the owner (" + rule.substring(KEEP.length()) + ")"
        : "Rule '" + rule + "'";
  }

  /// How many leads a member was owed, such as `was owed 1/2 of a lead`.
  static String owed(String debt) {
    return debt.startsWith("-")
        ? "had " + debt.substring(1) + " of a lead more than their share"
        : debt.equals("0") ? "had exactly their share" : "was owed " + debt + " of a lead";
  }
}
