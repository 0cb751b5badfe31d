package dev.leadline.sla.scorecard;

import java.util.Locale;

/// What a figure is told for, one measure each.
public enum Grain {
  ALL,
  TARGET,
  STAGE,
  COMMITMENT,
  REASON;

  /// The label and column that names it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
