package dev.leadline.sla.scorecard;

import java.util.Locale;

/// What sort of thing a [Fact] says happened, with what its columns then hold.
public enum Kind {
  /// A lead was captured; `amount` of `total` required fields were known.
  CAPTURED,
  /// A lead was found to be another, and goes on under that one's id.
  MERGED,
  /// A lead was forgotten; the id is that of nobody, as in all facts of a forgotten lead.
  FORGOTTEN,
  /// A person did something that answers the lead; `amount` is the microseconds since its capture.
  TOUCHED,
  /// A lead entered the stage `name`, its visit `number`; `flag` tells whether it went forward, and
  /// is null for its first stage.
  ENTERED,
  /// A rep got the lead, its assignment `number`; `flag` tells whether a person asked for it.
  ASSIGNED,
  /// A rep gave the assignment `number` back, or did not take it in time.
  RETURNED,
  /// Routing found nobody for a lead, because of `name`.
  FAILED,
  /// The promise `name` of the clock `subject` was kept within its budget.
  KEPT,
  /// The budget of the promise `name` of the clock `subject` was used up.
  BROKEN,
  /// A visit counts towards the commitment `name`.
  DELIVERED,
  /// An exception was raised because of `name`, of the case `subject`.
  RAISED;

  /// As the store writes it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
